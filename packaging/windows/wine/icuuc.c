/* For trials under Wine alone, never shipped: Windows' library of character sets, which knows none here. */

void *wine_nothing(void) { return 0; }
