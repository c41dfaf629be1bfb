package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.provider.simulator.OpenAiFiles.ResultFile;
import dev.tapedeck.provider.simulator.SimulatedBatch.InputFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/files} and {@code /v1/batches}. Thread-safe. */
final class OpenAiBatches {
    private static final Set<String> ENDPOINTS = Set.of("/v1/chat/completions", "/v1/responses", "/v1/embeddings");
    private static final int MANY = 2;

    private final Shelf<SimulatedBatch> batches;
    private final OpenAiFiles files;
    private final Time time;
    private final Ids ids;
    private final Duration length;

    OpenAiBatches(Time time, Ids ids, Duration length) {
        this.time = time;
        this.ids = ids;
        this.length = length;
        this.batches = new Shelf<>(batch -> batch.work().bytes(), batch -> batch.ended(time.now()));
        this.files = new OpenAiFiles(time, ids, this::results);
    }

    /** @throws Refusal if there is nothing of that kind, or the request is wrong */
    Reply answer(Call call, SimulatorPath path, Optional<BatchFault> fault) {
        ProviderRequest request = call.request();
        String id = path.segment(1);
        return switch (request.method() + " " + path.shape()) {
            case "POST files" -> files.upload(call);
            case "GET files" -> files.list(request);
            case "GET files/*" -> files.get(id);
            case "GET files/*/content" -> files.content(id);
            case "DELETE files/*" -> files.delete(id);
            case "POST batches" -> create(request, fault);
            case "GET batches" -> list(request);
            case "GET batches/*" -> Reply.json(shown(find(id), time.now()));
            case "POST batches/*/cancel" -> cancel(id);
            default -> throw Refusal.noSuchEndpoint();
        };
    }

    private Reply create(ProviderRequest request, Optional<BatchFault> fault) {
        Asked asked = Asked.read(request);
        String file =
                asked.required("input_file_id", JsonNode::isTextual, "a string").asText();
        String endpoint =
                asked.required("endpoint", JsonNode::isTextual, "a string").asText();
        if (!ENDPOINTS.contains(endpoint)) {
            throw Refusal.invalid("Invalid value for 'endpoint': expected one of %s.".formatted(ENDPOINTS));
        }
        if (!asked.at("completion_window").asText().equals("24h")) {
            throw Refusal.invalid("Invalid value for 'completion_window': expected '24h'.");
        }
        Bytes content = files.input(file)
                .orElseThrow(() -> Refusal.notFound("", "Cannot find file %s to make a batch of.".formatted(file)));
        OpenAiBatchInput input = new OpenAiBatchInput(BatchInput.ofLines(content), endpoint, request.provider());
        SimulatedBatch batch = batch(asked.body(), input, fault);
        batches.put(batch.id(), batch);
        return Reply.json(shown(batch, time.now()));
    }

    private SimulatedBatch batch(ObjectNode asked, OpenAiBatchInput input, Optional<BatchFault> fault) {
        boolean partial = fault.filter(BatchFault.PARTIAL::equals).isPresent();
        return new SimulatedBatch(
                ids.next().hex("batch_", 32),
                asked,
                new BatchWork(input.input(), input::request, Dialect.OPENAI, partial),
                time.now(),
                length,
                fault,
                fault.flatMap(which -> asked(which, input)).map(List::of).orElseGet(input::faults),
                Optional.empty());
    }

    private static Optional<InputFault> asked(BatchFault fault, OpenAiBatchInput input) {
        return switch (fault) {
            case REJECT ->
                Optional.of(
                        new InputFault("invalid_request", "The simulator rejects this batch, as it was told to.", 0));
            case TOKEN_LIMIT ->
                input.input().size() > MANY
                        ? Optional.of(new InputFault(
                                "token_limit_exceeded",
                                "Enqueued token limit reached, as the simulator was told. Please try again once some batches have been completed.",
                                0))
                        : Optional.empty();
            case EXPIRE, PARTIAL, REORDER, LATE_404, LOST_RESPONSE, CANCELLED -> Optional.empty();
        };
    }

    private SimulatedBatch find(String id) {
        return batches.find(id).filter(batch -> !batch.isHidden(time.now())).orElseThrow(() -> none(id));
    }

    private static Refusal none(String id) {
        return Refusal.notFound("", "No batch found with id '%s'.".formatted(id));
    }

    private Reply list(ProviderRequest request) {
        Instant now = time.now();
        Page<SimulatedBatch> page = Page.of(batches.all(), SimulatedBatch::id, request, "after");
        return Reply.json(OpenAiFiles.listed(
                page.entries().stream().map(batch -> shown(batch, now)).toList(), page.more()));
    }

    private Reply cancel(String id) {
        Instant now = time.now();
        SimulatedBatch batch = find(id);
        if (batch.ended(now)) {
            throw Refusal.invalid(
                    "Cannot cancel a batch with status '%s'.".formatted(OpenAiBatchView.status(batch.phase(now))));
        }
        return Reply.json(shown(batches.change(id, same -> same.cancelled(now)).orElseThrow(() -> none(id)), now));
    }

    private static ObjectNode shown(SimulatedBatch batch, Instant now) {
        return new OpenAiBatchView(batch, now).shown();
    }

    private Optional<ResultFile> results(String file) {
        Instant now = time.now();
        return batches.all().stream()
                .filter(batch -> !batch.hidesResults(now))
                .flatMap(batch -> new OpenAiResults(batch, now).find(file).stream())
                .findFirst();
    }
}
