"""The revisions, one module each; `r0001_first` is the schema the first release was made with."""
