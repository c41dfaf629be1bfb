package dev.tapedeck.chaos;

import java.util.Random;

/** Where all random choices come from: {@code -Dchaos.seed=…} tries others. */
public final class Seed {
    private static final long SEED = Long.getLong("chaos.seed", 2_026);

    private Seed() {}

    /** The choices of one test; the same ones in each run with the same seed. */
    public static Random random(String test) {
        return new Random(SEED ^ ((long) test.hashCode() << 32));
    }

    /** To be named by every failure. */
    public static String named() {
        return "-Dchaos.seed=" + SEED;
    }
}
