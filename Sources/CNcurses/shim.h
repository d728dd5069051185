#pragma once
#define _XOPEN_SOURCE 700
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>

// What Swift cannot see: macros with casts, and globals that its language mode refuses. Nothing here decides anything.

/// Attributes of a cell, as bits of our own.
enum { CN_BOLD = 1, CN_DIM = 2, CN_UNDERLINE = 4, CN_REVERSE = 8 };

static inline attr_t cn_attributes(int bits) {
    return (bits & CN_BOLD ? A_BOLD : 0) | (bits & CN_DIM ? A_DIM : 0) | (bits & CN_UNDERLINE ? A_UNDERLINE : 0) |
           (bits & CN_REVERSE ? A_REVERSE : 0);
}

/// Fills one cell: `text` ends with 0 and has at most five values; the pair may be any that was initialised.
static inline int cn_cell(cchar_t *cell, const wchar_t *text, int bits, int pair) {
    return setcchar(cell, text, cn_attributes(bits), 0, &pair);
}

/// Opens a terminal of `type`; answers the descriptor that ncurses writes to from now on, a copy of `output`, or -1
/// when terminfo does not know the type. `output` and `input` stay the caller's.
static inline int cn_open(const char *type, int output, int input) {
    int copy = dup(output);
    FILE *out = fdopen(copy, "w");
    FILE *in = fdopen(dup(input), "r");
    if (out && in && newterm(type, out, in)) return copy;
    if (out) fclose(out);
    if (in) fclose(in);
    return -1;
}

/// Prepares the open screen: keys as bytes, no echo, no input through ncurses, its scrolling of lines allowed.
static inline void cn_prepare(void) {
    raw();
    noecho();
    nonl();
    keypad(stdscr, FALSE);
    typeahead(-1);
    intrflush(stdscr, FALSE);
    scrollok(stdscr, FALSE);
    idlok(stdscr, TRUE);
    leaveok(stdscr, TRUE);
}

static inline void cn_draw(int line, int column, const cchar_t *cells, int count) {
    wmove(stdscr, line, column);
    wadd_wchnstr(stdscr, cells, count);
}

/// What `clear` fills with, so that lines end cheaply where the theme has a background.
static inline void cn_background(const cchar_t *cell) { wbkgrndset(stdscr, cell); }

static inline void cn_cursor(int line, int column) {
    leaveok(stdscr, FALSE);
    wmove(stdscr, line, column);
}

static inline void cn_no_cursor(void) { leaveok(stdscr, TRUE); }

static inline void cn_repaint_all(void) { clearok(curscr, TRUE); }

static inline void cn_touch(void) { touchwin(stdscr); }

static inline void cn_stage(void) { wnoutrefresh(stdscr); }

static inline int cn_color_pairs(void) { return COLOR_PAIRS; }

/// The character set of the locale in force.
static inline const char *cn_charset(void) { return nl_langinfo(CODESET); }
