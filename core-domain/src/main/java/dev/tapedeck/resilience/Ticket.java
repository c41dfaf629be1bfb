package dev.tapedeck.resilience;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A permit of a circuit: remembers when it was given. */
final class Ticket implements Permit {
    private static final AtomicIntegerFieldUpdater<Ticket> SETTLED =
            AtomicIntegerFieldUpdater.newUpdater(Ticket.class, "settled");

    private final CircuitBreaker circuit;
    private final long epoch;
    private final Lease lease;

    @SuppressWarnings("unused") // by its updater
    private volatile int settled;

    Ticket(CircuitBreaker circuit, long epoch, Lease lease) {
        this.circuit = circuit;
        this.epoch = epoch;
        this.lease = lease;
    }

    /** How many transitions the circuit had made when this was given. */
    long epoch() {
        return epoch;
    }

    boolean isProbe() {
        return lease != Lease.NONE;
    }

    @Override
    public void succeeded() {
        if (settle()) {
            circuit.succeeded(epoch, lease);
        }
    }

    @Override
    public void failed(String type, String message) {
        if (settle()) {
            circuit.failed(epoch, lease, type, message);
        }
    }

    @Override
    public void neutral() {
        if (settle()) {
            circuit.released(epoch, lease);
        }
    }

    private boolean settle() {
        return SETTLED.compareAndSet(this, 0, 1);
    }
}
