package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Time;

/** What every play needs. */
record Workbench(ActionRouter router, Models models, Repetition repetition, SafeTexts texts, Time time) {}
