package dev.tapedeck.pipeline;

/** What becomes of the layers below when units of this one have failed for good. */
public sealed interface OnFailure {
    /** Whether the layers below may work with what there is. */
    boolean goesOn(long succeeded, long all);

    /** They are skipped. */
    record Block() implements OnFailure {
        @Override
        public boolean goesOn(long succeeded, long all) {
            return succeeded == all;
        }
    }

    /** They work with what there is, if there is anything. */
    record Continue() implements OnFailure {
        @Override
        public boolean goesOn(long succeeded, long all) {
            return succeeded > 0 || all == 0;
        }
    }

    /**
     * They work with what there is, if it is enough.
     *
     * @param share of the units that must have succeeded, more than 0 and at most 1
     */
    record MinSuccess(double share) implements OnFailure {
        @Override
        public boolean goesOn(long succeeded, long all) {
            return succeeded >= share * all;
        }
    }
}
