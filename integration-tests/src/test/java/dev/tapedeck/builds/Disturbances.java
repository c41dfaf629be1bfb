package dev.tapedeck.builds;

import dev.tapedeck.builds.LedgerUpstream.Deed;
import dev.tapedeck.builds.LedgerUpstream.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Kills nodes and has them stand still, at random moments that their provider sees: most of them while a batch is being
 * submitted, before the provider has done what it is asked or after. Thread-safe.
 */
final class Disturbances {
    /** What is aimed at, as often as it stands here; the last two come only while a submission is being cleared up. */
    private static final List<Deed> TARGETS = List.of(
            Deed.SUBMIT,
            Deed.SUBMIT,
            Deed.SUBMIT,
            Deed.SUBMIT,
            Deed.SUBMIT,
            Deed.UPLOAD,
            Deed.UPLOAD,
            Deed.UPLOAD,
            Deed.CALL,
            Deed.LOOK,
            Deed.FETCH,
            Deed.LIST,
            Deed.LIST,
            Deed.DELETE);
    /** After so many moments that aren't the one aimed at, any is taken. */
    private static final int PATIENCE = 25;
    /** Layers whose requests aren't sent in batches come last. */
    private static final int PATIENCE_FOR_CALLS = 8 * PATIENCE;

    /** Of so many disturbances one hits the node that isn't asking. */
    private static final int ASTRAY = 6;

    private static final int LATEST_MILLIS = 30;
    private static final int LONGEST_AFTER_LEASE_MILLIS = 4_000;

    enum Kind {
        KILL,
        STANDSTILL
    }

    private record Aim(Deed deed, boolean done) {
        boolean at(Moment moment) {
            return moment.deed() == deed && moment.done() == done;
        }

        int patience() {
            return deed == Deed.CALL ? PATIENCE_FOR_CALLS : PATIENCE;
        }
    }

    private final Map<String, DisturbedNode> nodes;
    private final Random random;
    private final Duration lease;
    private final Deque<Kind> left = new ArrayDeque<>();
    private final Map<Kind, Map<Deed, Integer>> made = new EnumMap<>(Kind.class);
    private int armed;
    private int missed;
    private Aim aim = new Aim(Deed.SUBMIT, false);

    /**
     * @param each how many of each kind there are to be
     * @param lease how long a node that stands still keeps its builds
     */
    Disturbances(Map<String, DisturbedNode> nodes, Random random, int each, Duration lease) {
        this.nodes = nodes;
        this.random = random;
        this.lease = lease;
        List<Kind> kinds = new ArrayList<>(Collections.nCopies(each, Kind.KILL));
        kinds.addAll(Collections.nCopies(each, Kind.STANDSTILL));
        Collections.shuffle(kinds, random);
        left.addAll(kinds);
    }

    /** The next so many may happen from now on, as long as there are any left. */
    synchronized void arm(int count) {
        armed = Math.min(count, left.size());
        takeAim();
    }

    /** None happens from now on. */
    synchronized void rest() {
        armed = 0;
    }

    synchronized int left() {
        return left.size();
    }

    /** How many of that kind there were, by what they hit. */
    synchronized Map<Deed, Integer> made(Kind kind) {
        return Map.copyOf(made.getOrDefault(kind, Map.of()));
    }

    private void takeAim() {
        aim = new Aim(TARGETS.get(random.nextInt(TARGETS.size())), random.nextBoolean());
        missed = 0;
    }

    /** Disturbs, if this is the moment. What the provider does about the request goes on either way. */
    void see(Moment moment) {
        strike(moment).ifPresent(Runnable::run);
    }

    private synchronized Optional<Runnable> strike(Moment moment) {
        if (armed == 0 || !aim.at(moment) && ++missed < aim.patience()) {
            return Optional.empty();
        }
        Kind kind = left.element();
        Optional<DisturbedNode> victim = victim(moment, kind);
        victim.ifPresent(node -> {
            left.remove();
            armed--;
            made.computeIfAbsent(kind, any -> new EnumMap<>(Deed.class)).merge(moment.deed(), 1, Integer::sum);
            takeAim();
        });
        return victim.map(node -> deed(kind, node, moment));
    }

    private Optional<DisturbedNode> victim(Moment moment, Kind kind) {
        boolean astray = random.nextInt(ASTRAY) == 0;
        return nodes.entrySet().stream()
                .filter(node -> node.getKey().equals(moment.node()) != astray)
                .map(Map.Entry::getValue)
                .filter(node -> kind == Kind.KILL ? node.isThere() : node.isUp())
                .findFirst();
    }

    /** What was answered may have come to the node by then, or not. */
    private Runnable deed(Kind kind, DisturbedNode node, Moment moment) {
        Duration later =
                Duration.ofMillis(moment.done() && random.nextBoolean() ? 1 + random.nextInt(LATEST_MILLIS) : 0);
        Duration standstill = lease.plusMillis(random.nextInt(LONGEST_AFTER_LEASE_MILLIS));
        return switch (kind) {
            case KILL -> () -> node.kill(later);
            case STANDSTILL -> () -> node.standStill(later, standstill);
        };
    }
}
