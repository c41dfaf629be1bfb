package dev.tapedeck.build;

import java.util.List;

/** Something that happens to a build. What is given replaces what there is of the same name, number or key. */
public sealed interface Change {
    /** The build itself. */
    record OfBuild(Build build) implements Change {}

    record OfLayer(LayerStatus layer) implements Change {}

    record OfUnits(List<WorkUnit> units) implements Change {
        public OfUnits {
            units = List.copyOf(units);
        }
    }

    /** Units of that layer with a higher number are there no more. */
    record NoUnitsAfter(UnitRef last) implements Change {}

    record OfRequests(List<UnitRequest> requests) implements Change {
        public OfRequests {
            requests = List.copyOf(requests);
        }
    }

    record OfBatch(Batch batch) implements Change {}

    /**
     * A build whose state is damaged is set aside: all that is kept of it stays as it is, for people to look at; whoever
     * looks for the build is told why, and nothing goes on. One that was set aside stays so, for the first reason.
     *
     * @param why a sentence or two, for people
     */
    record SetAside(String why) implements Change {}

    /** Something is told to whoever follows the build. */
    record Told(BuildEvent.Kind kind, String message) implements Change {}
}
