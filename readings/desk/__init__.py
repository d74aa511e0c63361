"""The curator's desk: a draft as a row of pieces, mended one splice at a time, with its source beside it.

`places`, `mending`, `linking`, `splicing` and `unlaying` are pure. `opening` puts a draft on the desk, `editing` does
and undoes, `laying` makes the edition of the pieces again, `showing` says what a page shows, `views` answer.
"""
