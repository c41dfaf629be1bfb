package dev.tapedeck.build;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values of the build room for tests: each whole and lawful, with the part that matters to be chosen. */
public final class BuildExamples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    public static final PipelineName REPORT = new PipelineName("team-report");
    public static final String BIOS = "bios";
    public static final String STYLES = "work-styles";
    public static final String SUMMARY = "team-summary";

    /** What no store may spoil. */
    public static final String STRANGE = "späße \"quoted\" \\ \t \u2028 \ud83c\udfb6\n'; -- {end}";

    private static final BuildOptions PLAIN =
            new BuildOptions(Optional.empty(), Mode.OFF, true, true, Optional.empty(), Optional.empty());

    private BuildExamples() {}

    /** One that was just started. */
    public static Build build(String id) {
        return new Build(
                new BuildId(id),
                REPORT,
                Bytes.utf8("name: team-report\n"),
                fingerprint("one"),
                PLAIN,
                BuildState.PENDING,
                Optional.empty(),
                Optional.empty(),
                NOON,
                NOON,
                NOON,
                NOON,
                Optional.of(NOON),
                Money.ZERO,
                Money.ZERO,
                false,
                Optional.empty());
    }

    /** One with everything that a build may have. */
    public static Build fullBuild(String id) {
        return new Build(
                new BuildId(id),
                REPORT,
                Bytes.wrap(new byte[] {0, 1, (byte) 0xff, 'a'}),
                new Fingerprint(new TreeMap<>(Map.of("layer.a.model", "0".repeat(64), STRANGE, STRANGE))),
                new BuildOptions(
                        Optional.of(new CassetteName("tape")),
                        Mode.AUTO,
                        false,
                        false,
                        Optional.of(new Money(Long.MAX_VALUE)),
                        Optional.of(Duration.ofHours(25).plusNanos(1))),
                BuildState.FAILED,
                Optional.of(new SessionId("s1")),
                Optional.of(new Build.Reason("BUDGET", STRANGE)),
                NOON,
                NOON.plusSeconds(1),
                NOON.plusSeconds(3),
                NOON.plusSeconds(2),
                Optional.empty(),
                new Money(5),
                new Money(-7),
                true,
                Optional.of(new IdempotencyKey("key-" + id, "0".repeat(64))));
    }

    /** One that was just started by a request with that key. */
    public static Build keyed(String id, String key) {
        Build build = build(id);
        return copy(build, build.state(), build.dueAt(), Optional.of(new IdempotencyKey(key, "0".repeat(64))));
    }

    public static Build build(String id, BuildState state, Optional<Instant> dueAt) {
        return in(build(id), state, dueAt);
    }

    /** The same build elsewhere. */
    public static Build in(Build build, BuildState state, Optional<Instant> dueAt) {
        return copy(build, state, dueAt, build.key());
    }

    private static Build copy(Build build, BuildState state, Optional<Instant> dueAt, Optional<IdempotencyKey> key) {
        return new Build(
                build.id(),
                build.pipeline(),
                build.text(),
                build.fingerprint(),
                build.options(),
                state,
                build.session(),
                build.reason(),
                build.createdAt(),
                build.startedAt(),
                build.heardAt(),
                build.updatedAt(),
                dueAt,
                build.reserved(),
                build.spent(),
                build.cancelling(),
                key);
    }

    public static Fingerprint fingerprint(String component) {
        return new Fingerprint(new TreeMap<>(
                Map.of("layer", ArtifactId.of(Bytes.utf8(component)).value())));
    }

    /** A source and two layers, in their order. */
    public static List<LayerStatus> layers() {
        return List.of(
                new LayerStatus(BIOS, 1, true, LayerState.COMPLETED, false, true, Optional.empty()),
                new LayerStatus(STYLES, 2, false, LayerState.RUNNING, true, false, Optional.empty()),
                new LayerStatus(SUMMARY, 3, false, LayerState.PENDING, false, false, Optional.empty()));
    }

    /** The same layer elsewhere. */
    public static LayerStatus in(LayerStatus layer, LayerState state, Optional<String> reason) {
        return new LayerStatus(
                layer.name(), layer.number(), layer.source(), state, layer.batched(), layer.unitsMade(), reason);
    }

    public static WorkUnit unit(String layer, int number, UnitState state) {
        return unit(layer, number, state, Optional.empty(), Optional.empty());
    }

    /** One that makes the request of that number. */
    public static WorkUnit asking(int request, String layer, int number, UnitState state) {
        return unit(layer, number, state, Optional.of(key(request)), Optional.empty());
    }

    private static WorkUnit unit(
            String layer, int number, UnitState state, Optional<RequestKey> request, Optional<UnitFailure> failure) {
        return new WorkUnit(
                new UnitRef(layer, number),
                "unit " + number,
                Collections.emptySortedMap(),
                state,
                Optional.empty(),
                Optional.empty(),
                request,
                Optional.empty(),
                failure);
    }

    /** One with everything that a unit may have. */
    public static WorkUnit fullUnit(String layer, int number) {
        return new WorkUnit(
                new UnitRef(layer, number),
                STRANGE,
                new TreeMap<>(Map.of("team", STRANGE, STRANGE, "")),
                UnitState.FAILED,
                Optional.of(new UnitRef(BIOS, 3)),
                Optional.of(STRANGE),
                Optional.of(key(number)),
                Optional.of(artifact("made")),
                Optional.of(new UnitFailure("refused", STRANGE, true, Optional.of(artifact("body")))));
    }

    /** One that has an artifact, and these metadata. */
    public static WorkUnit madeUnit(String layer, int number, UnitState state, Map<String, String> metadata) {
        return new WorkUnit(
                new UnitRef(layer, number),
                "unit " + number,
                new TreeMap<>(metadata),
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(artifact("content " + number)),
                Optional.empty());
    }

    public static WorkUnit failedUnit(String layer, int number, UnitState state, String code, String message) {
        UnitFailure failure = new UnitFailure(code, message, true, Optional.empty());
        return unit(layer, number, state, Optional.empty(), Optional.of(failure));
    }

    /** A request key that differs for each number, and sorts as numbers do. */
    public static RequestKey key(int number) {
        return new RequestKey("sha256:%064x".formatted(number));
    }

    public static UnitRequest request(int number, String layer, UnitRequest.State state, Optional<Integer> batch) {
        return new UnitRequest(
                key(number),
                new UnitRef(layer, number),
                state,
                batch,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Money.ZERO,
                Money.ZERO);
    }

    /** One with everything that a request may have. */
    public static UnitRequest fullRequest(int number) {
        return new UnitRequest(
                key(number),
                new UnitRef(STYLES, number),
                UnitRequest.State.FAILED,
                Optional.of(7),
                3,
                Optional.of(400),
                Optional.of(artifact("answer")),
                Optional.of(new UnitFailure("context_length_exceeded", STRANGE, false, Optional.empty())),
                new Money(12),
                new Money(34));
    }

    public static Batch batch(int number, BatchState state) {
        return new Batch(
                number,
                "intent-" + number,
                STYLES,
                new ProviderName("openai"),
                "gpt-4o-mini",
                3,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of());
    }

    /** One with everything that a batch may have. */
    public static Batch fullBatch(int number) {
        return fullBatch(number, BatchState.ENDED);
    }

    public static Batch fullBatch(int number, BatchState state) {
        return new Batch(
                number,
                STRANGE,
                STYLES,
                new ProviderName("openai"),
                STRANGE,
                50_000,
                state,
                Optional.of("file-1"),
                Optional.of("batch_1"),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(5)),
                Optional.of(NOON.plusSeconds(10)),
                12,
                Optional.of(NOON.plusSeconds(86_400)),
                Optional.of(NOON.plusSeconds(3_600)),
                true,
                true,
                Optional.of(STRANGE),
                List.of("batch_1", STRANGE));
    }

    public static ArtifactId artifact(String content) {
        return ArtifactId.of(Bytes.utf8(content));
    }

    /** How that content came to be, by a unit of that fingerprint in the layer of work styles. */
    public static Provenance provenance(String content, String fingerprint, String label) {
        return new Provenance(
                artifact(content),
                fingerprint(fingerprint),
                new BuildId("b1"),
                REPORT,
                new UnitRef(STYLES, 1),
                label,
                new ProviderName("openai"),
                "gpt-4o-mini",
                List.of(),
                List.of(),
                key(1),
                Optional.empty(),
                Optional.empty(),
                Money.ZERO,
                NOON);
    }

    /** One with everything that a provenance may have. */
    public static Provenance fullProvenance(String content) {
        return new Provenance(
                artifact(content),
                new Fingerprint(new TreeMap<>(Map.of("a", "1", STRANGE, STRANGE))),
                new BuildId("b1"),
                REPORT,
                new UnitRef(STYLES, 12),
                STRANGE,
                new ProviderName("anthropic"),
                STRANGE,
                List.of(artifact("one"), artifact("two"), artifact("one")),
                List.of(STRANGE, ""),
                key(1),
                Optional.of("tape/12"),
                Optional.of(new Provenance.Tokens(Long.MAX_VALUE, 0)),
                new Money(1),
                NOON);
    }
}
