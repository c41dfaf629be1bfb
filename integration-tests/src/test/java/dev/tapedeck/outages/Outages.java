package dev.tapedeck.outages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.ScriptedUpstream.Script;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway before many providers, each with a circuit and a budget of its own: a test takes one and scripts it. Waits are
 * short: 0.1 s before a retry, 1 s before a probe, 3 s in all.
 */
final class Outages implements AutoCloseable {
    private static final int PROVIDERS = 40;
    static final String QUESTION =
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    static final String STREAMED =
            "{\"model\":\"gpt-4o-mini\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final ScriptedUpstream upstream = ScriptedUpstream.answering(this::answer);
    private final TapedeckProcess process = started();
    final Caller caller = Caller.of(process);

    private TapedeckProcess started() {
        TapedeckProcess.Settings settings = TapedeckProcess.settings()
                .with("tapedeck.resilience.defaults.retry.base-delay", "100ms")
                .with("tapedeck.resilience.defaults.retry.total-timeout", "3s")
                .with("tapedeck.resilience.defaults.circuit.recovery-timeout", "1s")
                .with("tapedeck.resilience.defaults.circuit.cooldown", "100ms");
        for (int i = 1; i <= PROVIDERS; i++) {
            settings.provider("p" + i, "openai", upstream.baseUrl() + "/p" + i);
        }
        return settings.start();
    }

    private ScriptedReply answer(ReceivedRequest request) throws IOException {
        String id = request.target().split("/", 3)[1];
        return scripts.getOrDefault(id, unscripted -> new ScriptedReply.Nothing())
                .answer(request);
    }

    /** A provider that nobody has called yet. */
    Outage provider(Script script) {
        String id = "p" + taken.incrementAndGet();
        scripts.put(id, script);
        return new Outage(this, id);
    }

    /** The n-th request is answered with the n-th reply, all further ones with the last. */
    Outage provider(ScriptedReply... replies) {
        AtomicInteger asked = new AtomicInteger();
        return provider(request -> replies[Math.min(asked.getAndIncrement(), replies.length - 1)]);
    }

    String baseUrl() {
        return process.baseUrl();
    }

    RawClient rawClient() {
        return RawClient.connected(process);
    }

    /** One provider with its troubles. */
    record Outage(Outages outages, String id) {
        String door() {
            return "/llm/" + id + "/v1";
        }

        Answered call(String... headers) {
            return outages.caller.post(door() + "/chat/completions", QUESTION, headers);
        }

        Answered post(String path, String json, String... headers) {
            return outages.caller.post(door() + path, json, headers);
        }

        /** Answers something else from now on. */
        void becomes(Script script) {
            outages.scripts.put(id, script);
        }

        /** The requests that reached the provider, in order. */
        List<ReceivedRequest> received() {
            return outages.upstream.received().stream()
                    .filter(request -> request.target().startsWith("/" + id + "/"))
                    .toList();
        }

        JsonNode circuit() {
            return outages.caller.get("/api/v1/circuits/provider." + id).json();
        }
    }

    @Override
    public void close() {
        caller.close();
        process.close();
        upstream.close();
    }
}
