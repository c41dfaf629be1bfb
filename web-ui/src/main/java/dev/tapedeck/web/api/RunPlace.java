package dev.tapedeck.web.api;

import dev.tapedeck.run.InvalidRun;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunMark;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A place in the list of runs, newest first, as a text. */
final class RunPlace {
    private RunPlace() {}

    static String text(RunMark place) {
        return place.createdAt() + "_" + place.id();
    }

    static RunMark parse(String text) {
        int gap = text.indexOf('_');
        try {
            return new RunMark(Instant.parse(text.substring(0, Math.max(gap, 0))), new RunId(text.substring(gap + 1)));
        } catch (DateTimeParseException | InvalidRun notAPlace) {
            throw NumberPlace.unknown();
        }
    }
}
