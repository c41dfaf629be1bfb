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

    /** Something is told to whoever follows the build. */
    record Told(BuildEvent.Kind kind, String message) implements Change {}
}
