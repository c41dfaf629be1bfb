package dev.tapedeck.resilience;

/**
 * The right to make one call through a circuit. To be settled once; what is settled later, or after the circuit has moved
 * on, changes nothing. So {@code finally { permit.neutral(); }} gives back what a call left unsettled, however it ended.
 * Thread-safe, never blocks.
 */
public interface Permit {
    /** That of a call that no circuit watches over. */
    Permit UNWATCHED = new Permit() {
        @Override
        public void succeeded() {}

        @Override
        public void failed(String type, String message) {}

        @Override
        public void neutral() {}
    };

    void succeeded();

    /**
     * @param type what failed, such as a failure's code or {@code http_503}
     * @param message for people; sanitised by who shows it
     */
    void failed(String type, String message);

    /** The call says nothing about the service, or was never made. */
    void neutral();
}
