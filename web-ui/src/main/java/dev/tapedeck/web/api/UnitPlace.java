package dev.tapedeck.web.api;

import dev.tapedeck.build.UnitRef;
import dev.tapedeck.build.WorkUnit;

/** A place in a list of units: {@code <layer>/<number>}. */
final class UnitPlace {
    private UnitPlace() {}

    static String text(WorkUnit unit) {
        return unit.ref().layer() + "/" + unit.ref().number();
    }

    static UnitRef parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 1) {
            throw NumberPlace.unknown();
        }
        return new UnitRef(text.substring(0, slash), NumberPlace.parse(text.substring(slash + 1)));
    }
}
