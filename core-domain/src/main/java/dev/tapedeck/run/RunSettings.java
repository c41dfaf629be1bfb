package dev.tapedeck.run;

import java.time.Duration;

/** @param inactiveAfter after how long without a sign of life a run counts as dead; positive */
public record RunSettings(Duration inactiveAfter) {}
