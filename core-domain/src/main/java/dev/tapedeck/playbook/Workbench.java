package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.Sanitiser;

/** What every play needs. */
record Workbench(ActionRouter router, Models models, Repetition repetition, Sanitiser texts, Time time) {}
