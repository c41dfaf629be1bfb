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

    record OfRequests(List<UnitRequest> requests) implements Change {
        public OfRequests {
            requests = List.copyOf(requests);
        }
    }

    record OfBatch(Batch batch) implements Change {}

    /** Something is told to whoever follows the build. */
    record Told(BuildEvent.Kind kind, String message) implements Change {}
}
