package dev.tapedeck.provider.simulator;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.provider.batch.RawMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code /v1/messages/batches}. Thread-safe. */
final class AnthropicBatches {
    private static final Pattern CUSTOM_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final int MANY = 2;

    private final Shelf<SimulatedBatch> batches;
    private final Time time;
    private final Ids ids;
    private final Duration length;

    AnthropicBatches(Time time, Ids ids, Duration length) {
        this.time = time;
        this.ids = ids;
        this.length = length;
        this.batches = new Shelf<>(batch -> batch.work().bytes(), batch -> batch.ended(time.now()));
    }

    /**
     * @param path below {@code messages}
     * @throws Refusal if there is nothing of that kind, or the request is wrong
     */
    Reply answer(Call call, SimulatorPath path, Optional<BatchFault> fault) {
        String id = path.segment(1);
        return switch (call.request().method() + " " + path.shape()) {
            case "POST batches" -> create(call, fault);
            case "GET batches" -> list(call.request());
            case "GET batches/*" -> polled(find(id));
            case "GET batches/*/results" -> results(find(id));
            case "POST batches/*/cancel" -> cancel(id);
            case "DELETE batches/*" -> delete(id);
            default -> throw Refusal.noSuchEndpoint();
        };
    }

    private Reply create(Call call, Optional<BatchFault> fault) {
        BatchInput input = BatchInput.ofRequests(SentBody.whole(call));
        refuseFaulty(input, fault);
        ProviderName provider = call.request().provider();
        boolean partial = fault.filter(BatchFault.PARTIAL::equals).isPresent();
        SimulatedBatch batch = new SimulatedBatch(
                ids.next().id("msgbatch_01", 22),
                instance.objectNode(),
                new BatchWork(input, index -> request(input, index, provider), Dialect.ANTHROPIC, partial),
                time.now(),
                length,
                fault,
                List.of(),
                Optional.empty());
        batches.put(batch.id(), batch);
        return shown(batch);
    }

    private static void refuseFaulty(BatchInput input, Optional<BatchFault> fault) {
        if (fault.filter(BatchFault.REJECT::equals).isPresent()) {
            throw Refusal.invalid("The simulator rejects this batch, as it was told to.");
        }
        if (fault.filter(BatchFault.TOKEN_LIMIT::equals).isPresent() && input.size() > MANY) {
            throw Refusal.limited("Too many requests wait in batches, as the simulator was told.");
        }
        if (input.size() == 0) {
            throw Refusal.invalid("requests: List should have at least 1 item");
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < input.size(); index++) {
            RawMembers members = input.members(index);
            String id = members.text("custom_id");
            if (!CUSTOM_ID.matcher(id).matches()
                    || !seen.add(id)
                    || members.in("params").isEmpty()) {
                throw Refusal.invalid(
                        "requests.%d: needs a custom_id of its own, 1 to 64 letters, digits, '_' and '-', and params."
                                .formatted(index));
            }
        }
    }

    private static ProviderRequest request(BatchInput input, int index, ProviderName provider) {
        return OpenAiBatchInput.post(provider, Dialect.ANTHROPIC, "/v1/messages", input.value(index, "params"));
    }

    private SimulatedBatch find(String id) {
        return batches.find(id).filter(batch -> !batch.isHidden(time.now())).orElseThrow(() -> none(id));
    }

    private static Refusal none(String id) {
        return Refusal.notFound("", "No message batch has the id '%s'.".formatted(id));
    }

    private Reply shown(SimulatedBatch batch) {
        return Reply.json(new AnthropicBatchView(batch, time.now()).shown());
    }

    private Reply polled(SimulatedBatch batch) {
        long wait = Math.max(1, length.toSeconds() / 4);
        return batch.ended(time.now()) ? shown(batch) : shown(batch).with("retry-after", Long.toString(wait));
    }

    private Reply list(ProviderRequest request) {
        Instant now = time.now();
        Page<SimulatedBatch> page = Page.of(batches.all(), SimulatedBatch::id, request, "after_id");
        ObjectNode list = instance.objectNode();
        ArrayNode data = list.putArray("data");
        page.entries().forEach(batch -> data.add(new AnthropicBatchView(batch, now).shown()));
        list.put("first_id", data.path(0).path("id").asText(null));
        list.put("last_id", data.path(data.size() - 1).path("id").asText(null));
        return Reply.json(list.put("has_more", page.more()));
    }

    private Reply results(SimulatedBatch batch) {
        Instant now = time.now();
        if (!batch.ended(now) || batch.hidesResults(now)) {
            throw Refusal.notFound("", "The results of '%s' aren't there yet.".formatted(batch.id()));
        }
        return Reply.lines(new AnthropicBatchView(batch, now).results(), "application/x-jsonl");
    }

    private Reply cancel(String id) {
        Instant now = time.now();
        if (find(id).ended(now)) {
            throw Refusal.invalid("'%s' has ended, and can't be cancelled.".formatted(id));
        }
        return shown(batches.change(id, same -> same.cancelled(now)).orElseThrow(() -> none(id)));
    }

    private Reply delete(String id) {
        if (!find(id).ended(time.now())) {
            throw Refusal.invalid("'%s' hasn't ended: cancel it first.".formatted(id));
        }
        batches.remove(id);
        return Reply.json(instance.objectNode().put("id", id).put("type", "message_batch_deleted"));
    }
}
