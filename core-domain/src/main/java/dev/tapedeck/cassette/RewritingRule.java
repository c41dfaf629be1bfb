package dev.tapedeck.cassette;

import java.util.regex.Pattern;

/** Every match of the pattern becomes this literal text. */
record RewritingRule(Pattern pattern, String with) {}
