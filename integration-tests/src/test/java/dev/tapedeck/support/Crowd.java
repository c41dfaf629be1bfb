package dev.tapedeck.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Clients that call one session at once: so many in each lane, each making its calls one after the other.
 *
 * @param request the body of each client's n-th call, from 0
 */
public record Crowd(int lanes, int clientsPerLane, int callsPerClient, IntFunction<String> request) {
    /** What one client got, in the order of its calls. */
    public record Row(String lane, List<Answered> answers) {}

    /** Lets all of them call that path of that provider, and waits for the last one. */
    public List<Row> call(SessionUnderTest session, String provider, String path) {
        String address = session.door(provider) + path;
        List<Callable<Row>> clients = IntStream.range(0, lanes * clientsPerLane)
                .<Callable<Row>>mapToObj(
                        client -> () -> calls(session.caller(), address, "lane-" + client / clientsPerLane))
                .toList();
        return all(clients);
    }

    private Row calls(Caller caller, String address, String lane) {
        List<Answered> answers = new ArrayList<>();
        for (int call = 0; call < callsPerClient; call++) {
            answers.add(caller.post(address, request.apply(call), "Tapedeck-Lane", lane));
        }
        return new Row(lane, answers);
    }

    /** Does all of it at once and gives the results in the order of the deeds. */
    public static <T> List<T> all(List<Callable<T>> deeds) {
        return all(deeds.size(), deeds);
    }

    /** Does all of it, so many at once, and gives the results in the order of the deeds. */
    public static <T> List<T> all(int atOnce, List<Callable<T>> deeds) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            return deeds.stream().map(threads::submit).toList().stream()
                    .map(Crowd::result)
                    .toList();
        }
    }

    /** What came of it; its failure is this one's. */
    public static <T> T result(Future<T> running) {
        try {
            return running.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }
}
