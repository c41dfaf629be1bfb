package dev.tapedeck.web.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Builds;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Time;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Works on the builds whose time has come, each on a thread of its own and none twice at once, and says in time that this
 * node lives. What goes wrong is logged once, and that build rests a while. Thread-safe.
 */
public final class BuildRounds {
    private static final Logger LOG = Logger.getLogger(BuildRounds.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final long LONGEST_END_IN_SECONDS = 20;
    private static final int BEATS_IN_A_LEASE = 3;
    private static final int REMEMBERED = 1_000;
    private static final int POISONED = 3;

    private final Builds builds;
    private final UnaryOperator<String> plain;
    private final Time time;
    private final Duration beat;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("build-", 0).factory());
    private final Set<BuildId> underWay = ConcurrentHashMap.newKeySet();
    private final Cache<BuildId, Trouble> troubled =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private volatile Optional<String> outage = Optional.empty();

    /**
     * @param until when the build is tried again
     * @param times how often in a row it was the same
     */
    private record Trouble(String what, Instant until, int times) {}

    /**
     * @param plain makes a text fit to be logged
     * @param lease how long a node keeps its builds without a sign of life
     */
    public BuildRounds(Builds builds, UnaryOperator<String> plain, Time time, Duration lease) {
        this.builds = builds;
        this.plain = plain;
        this.time = time;
        this.beat = lease.dividedBy(BEATS_IN_A_LEASE);
    }

    /** From now on there are rounds. */
    public void start(Scheduler scheduler) {
        schedule(scheduler, "build-rounds", ROUND, this::round);
        schedule(scheduler, "build-beat", beat, () -> reached(builds::beat));
    }

    private static void schedule(Scheduler scheduler, String name, Duration every, Runnable deed) {
        scheduler
                .newJob(name)
                .setInterval(every.toString())
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setTask(execution -> deed.run(), true)
                .schedule();
    }

    /** Ends the work under way: builds go on where they stopped, here or on another node. */
    public void stop() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(LONGEST_END_IN_SECONDS, TimeUnit.SECONDS)) {
            LOG.warnf("build.stopping builds=%s message=\"They go on elsewhere once their leases are over\"", underWay);
        }
    }

    /** Takes up the builds whose time has come. */
    void round() {
        if (threads.isShutdown()) {
            return; // what builds are kept in may be closed by now
        }
        reached(() -> builds.due(Math.toIntExact(troubled.estimatedSize())).stream()
                .filter(this::isRested)
                .forEach(this::take));
    }

    private boolean isRested(BuildId id) {
        return Optional.ofNullable(troubled.getIfPresent(id))
                .map(Trouble::until)
                .filter(time.now()::isBefore)
                .isEmpty();
    }

    private void take(BuildId id) {
        if (underWay.add(id)) {
            try {
                threads.execute(() -> work(id));
            } catch (RejectedExecutionException stopping) {
                underWay.remove(id);
            }
        }
    }

    private void work(BuildId id) {
        try {
            builds.work(id);
            troubled.invalidate(id);
            tellEnd(builds.fetch(id));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            rest(id, fault);
        } finally {
            underWay.remove(id);
        }
    }

    private void tellEnd(Build build) {
        if (build.state().ended()) {
            LOG.infof(
                    "build.ended build=%s pipeline=%s state=%s spent=%s%s",
                    build.id(),
                    build.pipeline(),
                    build.state(),
                    build.spent().dollars().toPlainString(),
                    build.reason()
                            .map(reason -> " reason=%s message=\"%s\""
                                    .formatted(plain.apply(reason.code()), quoted(reason.message())))
                            .orElse(""));
        }
    }

    private void rest(BuildId id, RuntimeException fault) {
        if (threads.isShutdown()) {
            return; // it was broken off
        }
        String what = fault instanceof FailedCall failed
                ? failed.failure().code()
                : fault.getClass().getName();
        Trouble trouble = troubled.asMap()
                .merge(
                        id,
                        new Trouble(what, time.now().plus(REST), 1),
                        (before, now) ->
                                new Trouble(what, now.until(), before.what().equals(what) ? before.times() + 1 : 1));
        if (trouble.times() == 1) {
            String line = "build.troubled build=%s error=%s restMs=%d message=\"%s\""
                    .formatted(id, what, REST.toMillis(), quoted(String.valueOf(fault.getMessage())));
            if (fault instanceof FailedCall) {
                LOG.warn(line);
            } else {
                LOG.error(line, fault);
            }
        } else if (trouble.times() >= POISONED && !(fault instanceof FailedCall)) {
            poison(id, what);
        }
    }

    /** What no failure foresees, again and again: that build is ended, for people to see. */
    private void poison(BuildId id, String what) {
        troubled.invalidate(id);
        reached(() -> builds.poison(
                id,
                "It breaks whenever it is worked on: %s. The log says where. Resume it once that is mended."
                        .formatted(what)));
    }

    /** Does what needs the store. An outage is told when it begins and when it is over. */
    private void reached(Runnable deed) {
        try {
            deed.run();
            if (outage.isPresent()) {
                outage = Optional.empty();
                LOG.info("builds.store_back message=\"Builds go on\"");
            }
        } catch (FailedCall failed) {
            String code = failed.failure().code();
            if (!outage.equals(Optional.of(code))) {
                outage = Optional.of(code);
                LOG.warnf(
                        "builds.store_down error=%s message=\"%s\"",
                        code, quoted(failed.failure().message()));
            }
        }
    }

    private String quoted(String text) {
        return plain.apply(text).replace('"', '\'');
    }
}
