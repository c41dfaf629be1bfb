package dev.tapedeck.web.build;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.Batch;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildLease;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.Builds;
import dev.tapedeck.build.Change;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Puts pipelines, starts builds of them, and works on them as the rounds would. */
@Singleton
public class Workbench {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** Two documents, asked about in a batch, and a summary of the answers; asks for the name of the pipeline. */
    public static final String TEAM = """
            name: %s
            sources:
              bios:
                inline:
                  - { label: alice, content: "Alice repairs tape decks.", metadata: { team: blue } }
                  - { label: bob, content: "Bob cuts the evening news." }
            layers:
              - name: work-styles
                each: bios
                provider: simulator
                model: gpt-4o-mini
                params: { max_tokens: 200 }
                prompt: "Describe the work style of: {item.content}"
              - name: team-summary
                all: work-styles
                provider: simulator
                model: claude-haiku-4-5
                batch: never
                prompt: "Summarise: {#each inputs}{it.label} {/each}"
            """;

    /** The same documents; no answer is what the layer wants, and nothing is below it. */
    public static final String PICKY = """
            name: %s
            sources:
              bios:
                inline:
                  - { label: alice, content: "Alice repairs tape decks." }
                  - { label: bob, content: "Bob cuts the evening news." }
            layers:
              - name: picky
                each: bios
                provider: simulator
                model: gpt-4o-mini
                batch: never
                output: json
                schema: { type: object, required: [ never-there ] }
                prompt: "Tell about: {item.content}"
            """;

    private final Builds builds;
    private final BuildStore store;

    Workbench(Builds builds, BuildStore store) {
        this.builds = builds;
        this.store = store;
    }

    /** Puts a pipeline under a name that no other test uses, with documents that no other asks about; returns the name. */
    public String pipeline(String text) {
        UUID id = UUID.randomUUID();
        String name = "pipeline-" + id;
        put(name, text.replace("tape decks", "tape deck " + id).replace("evening news", "news of " + id))
                .then()
                .statusCode(201);
        return name;
    }

    public Response put(String name, String text) {
        return given().contentType("application/yaml")
                .body(text.formatted(name).getBytes(StandardCharsets.UTF_8))
                .put("/api/v1/pipelines/" + name);
    }

    /** Starts a build of that pipeline; returns its id. */
    public String started(String pipeline, String... members) {
        Response response = start(pipeline, members);
        response.then().statusCode(202);
        return response.path("id");
    }

    /** @param members of the body beside the pipeline, such as {@code "cache":false} */
    public Response start(String pipeline, String... members) {
        String all = members.length == 0 ? "" : "," + String.join(",", members);
        return given().contentType(ContentType.JSON)
                .body("{\"pipeline\":\"%s\"%s}".formatted(pipeline, all))
                .post("/api/v1/builds");
    }

    /** A build of that pipeline at its end; returns its id. */
    public String finished(String text, String... members) {
        String id = started(pipeline(text), members);
        finish(id);
        return id;
    }

    /** One round. */
    public void work(String id) {
        try {
            builds.work(new BuildId(id));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Rounds until the build has ended. */
    public Build finish(String id) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!builds.fetch(new BuildId(id)).state().ended()) {
            assertThat(System.nanoTime())
                    .as("%s takes too long", store.events(new BuildId(id), 0, 100))
                    .isLessThan(deadline);
            work(id);
        }
        return builds.fetch(new BuildId(id));
    }

    /** Rounds until there is a batch; then it is as if nobody could tell whether it was submitted. */
    public void makeUncertain(String id, String... candidates) {
        while (store.batches(new BuildId(id)).isEmpty()) {
            work(id);
        }
        Batch batch = store.batches(new BuildId(id)).getFirst();
        change(
                id,
                new Change.OfBatch(new Batch(
                        batch.number(),
                        batch.intent(),
                        batch.layer(),
                        batch.provider(),
                        batch.model(),
                        batch.requests(),
                        BatchState.UNCERTAIN,
                        batch.upload(),
                        Optional.empty(),
                        batch.sentAt(),
                        batch.seenAt(),
                        Optional.empty(),
                        batch.polls(),
                        batch.expiresAt(),
                        Optional.empty(),
                        false,
                        false,
                        Optional.of("It may have been submitted."),
                        List.of(candidates))));
    }

    /** What the provider calls the first batch. */
    public String remoteId(String id) {
        while (store.batches(new BuildId(id)).stream()
                .allMatch(batch -> batch.remoteId().isEmpty())) {
            work(id);
        }
        return store.batches(new BuildId(id)).getFirst().remoteId().orElseThrow();
    }

    /** The build is in that state, for that reason. */
    public void stop(String id, BuildState state, Build.Reason reason) {
        change(
                id,
                build -> new Build(
                        build.id(),
                        build.pipeline(),
                        build.text(),
                        build.fingerprint(),
                        build.options(),
                        state,
                        build.session(),
                        Optional.of(reason),
                        build.createdAt(),
                        build.startedAt(),
                        build.heardAt(),
                        build.updatedAt(),
                        Optional.empty(),
                        build.reserved(),
                        build.spent(),
                        false,
                        build.key()));
    }

    private void change(String id, UnaryOperator<Build> deed) {
        change(id, new Change.OfBuild(deed.apply(builds.fetch(new BuildId(id)))));
    }

    public void change(String id, Change... changes) {
        BuildLease lease = store.acquire(new BuildId(id), "workbench", LEASE).orElseThrow();
        store.apply(lease, List.of(changes));
        store.release(lease);
    }
}
