"""Attribution: what a figure measures, of whom, when, compared with what."""
