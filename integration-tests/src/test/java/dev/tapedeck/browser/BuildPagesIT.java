package dev.tapedeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tapedeck.browser.Visit.Look;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of builds, as a browser shows them: a build that succeeds, one that fails and one that asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildPagesIT {
    private static final Look DESK = Look.of(1440, ColorScheme.LIGHT);
    private static final double END = Duration.ofSeconds(40).toMillis();
    /** A control that a screen reader has no words for, as a line of Playwright's picture of the accessibility tree. */
    private static final Pattern NAMELESS =
            Pattern.compile("(?m)^\\s*- (link|button|combobox|textbox|checkbox|img|region)(:.*)?$");

    /** Answers are never what the second layer wants; the label is as long as people's labels are. */
    private static final String PICKY = """
            name: picky
            sources:
              bios:
                inline:
                  - { label: alice, content: "Alice repairs tape decks." }
                  - { label: a-rather-long-label-from-a-folder/of-a-folder/notes-2026, content: "Bob cuts the news." }
            layers:
              - { name: styles, each: bios, provider: simulator, model: gpt-4o-mini, batch: never, prompt: "{item.content}" }
              - name: picky
                each: bios
                provider: simulator
                model: gpt-4o-mini
                batch: never
                output: json
                prompt: "Tell about: {item.content}"
              - { name: summary, all: [picky, styles], provider: simulator, model: claude-haiku-4-5, prompt: "{#each inputs}{it.label}{/each}" }
            """;
    /** The simulator loses the answer to the batch's creation, and Anthropic's batches bear nothing to find them by. */
    private static final String UNSURE = """
            name: unsure
            sources:
              bios: { inline: [ { label: alice, content: "Alice." }, { label: bob, content: "Bob." } ] }
            layers:
              - { name: styles, each: bios, provider: simulator, model: claude-haiku-4-5, batch: always, prompt: "{item.content}" }
            """;

    private final TapedeckProcess process = TapedeckProcess.settings()
            .with("tapedeck.builds.poll", "200ms")
            .with("tapedeck.simulator.batch-time", "10s") // one that has ended is known by its results
            .with("tapedeck.simulator.faults", "batch=lost-response")
            .start();
    private final Caller caller = Caller.of(process);
    private final Optional<Chromium> chromium = Chromium.executable().map(Chromium::launched);
    private List<String> pages = List.of();

    @BeforeAll
    void build() {
        put("picky", PICKY);
        put("unsure", UNSURE);
        put("broken", PICKY.replaceFirst("picky", "broken"));
        write("broken", "each: bios", "each: bois");
        String team = start("{\"pipeline\":\"team-report\",\"cassette\":\"team\",\"maxCost\":0.5}");
        String picky = start("{\"pipeline\":\"picky\"}");
        String unsure = start("{\"pipeline\":\"unsure\"}");
        until(team, "/state", "COMPLETED");
        until(picky, "/state", "FAILED");
        until(unsure, "/batches/0/state", "UNCERTAIN");
        String summary = caller.get("/api/v1/builds/%s/artifacts?layer=team-summary".formatted(team))
                .json()
                .at("/data/0/id")
                .asText();
        pages = List.of(
                "/",
                "/builds",
                "/builds?state=failed",
                "/builds?pipeline=unsure&state=completed",
                "/builds/plan?pipeline=team-report",
                "/builds/plan?pipeline=picky&cache=false&maxCost=0.25",
                "/builds/plan?pipeline=picky&maxWait=soon",
                "/builds/plan?pipeline=broken",
                "/builds/" + team,
                "/builds/" + picky,
                "/builds/" + picky + "?layer=picky&state=failed",
                "/builds/" + unsure,
                "/builds/" + team + "/artifacts/" + summary);
    }

    @BeforeEach
    void assumeChromium() {
        assumeTrue(chromium.isPresent(), "There is no chromium on this machine");
    }

    @AfterAll
    void end() {
        chromium.ifPresent(Chromium::close);
        caller.close();
        process.close();
    }

    private void put(String name, String text) {
        Answered kept = caller.send(caller.to("/api/v1/pipelines/" + name).PUT(BodyPublishers.ofString(text)));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    }

    /** Changes the pipeline's file, as an editor would. */
    private void write(String pipeline, String from, String to) {
        Path file = process.data().resolve("pipelines").resolve(pipeline).resolve("pipeline.yaml");
        try {
            Files.writeString(file, Files.readString(file).replace(from, to));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private String start(String json) {
        Answered started = caller.post("/api/v1/builds", json);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return started.json().path("id").asText();
    }

    private void until(String id, String pointer, String value) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> caller.get("/api/v1/builds/" + id)
                                .json()
                                .at(pointer)
                                .asText(),
                        value::equals);
    }

    private Visit visit(Look look) {
        return chromium.orElseThrow().visit(look);
    }

    static Stream<Look> looks() {
        return Stream.of(1440, 390)
                .flatMap(width -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Look.of(width, scheme)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPageFitsAndNothingGoesWrongOnIt(Look look) {
        try (Visit visit = visit(look)) {
            for (String path : pages) {
                visit.open(process.baseUrl() + path);

                assertThat(visit.page().locator("h1")).isVisible();
                assertThat(visit.overflow()).as("%s at %s", path, look).isZero();
            }

            assertThat(visit.troubles()).allMatch(trouble -> trouble.contains("400")); // what isn't understood
        }
    }

    @Test
    void everyControlHasAName() {
        try (Visit visit = visit(DESK)) {
            for (String path : pages) {
                visit.open(process.baseUrl() + path);

                assertThat(NAMELESS.matcher(visit.page().locator("main").ariaSnapshot())
                                .results()
                                .map(found -> found.group()))
                        .as(path)
                        .isEmpty();
            }
        }
    }

    @Test
    void thePagesReadWithoutScripts() {
        try (Visit visit = visit(DESK.withoutScripts())) {
            for (String path : pages) {
                visit.open(process.baseUrl() + path);

                assertThat(visit.page().locator("main h1")).isVisible();
                assertThat(visit.page().locator("button:visible:not([type=submit])"))
                        .hasCount(0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void pillsStandOnOneLineAndFiguresInTheirPlace(Look look) {
        try (Visit visit = visit(look)) {
            for (String path : pages) {
                visit.open(process.baseUrl() + path);

                assertThat(visit.measured("main a.chip:visible, main .tag:visible", Visit.HEIGHT_OF_IT))
                        .as(path)
                        .allMatch(height -> height < 28);
                assertThat(visit.measured(".figure dd:not(.note)", "e.scrollWidth - e.clientWidth"))
                        .as(path)
                        .allMatch(over -> over <= 0);
            }
        }
    }

    @Test
    void aBuildIsPlannedStartedAndSeenToItsEndWithoutAReload() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/builds");
            Page page = visit.page();
            page.getByRole(AriaRole.LINK, named("Plan team-report")).click();
            page.getByLabel("Earlier answers").selectOption("false");

            page.getByRole(AriaRole.BUTTON, named("Start the build")).click();

            assertThat(page.locator("main [role=status]")).containsText("The build is started.");
            page.evaluate("window.sameDocument = true");
            assertThat(page.locator(".build-state .tag"))
                    .hasText("completed", new LocatorAssertions.HasTextOptions().setTimeout(END));
            assertThat(page.locator(".happened")).containsText("build.ended");
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void anUncertainBatchIsDecidedOnItsPage() {
        String id = start("{\"pipeline\":\"unsure\",\"cache\":false}");
        until(id, "/batches/0/state", "UNCERTAIN");
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/builds/" + id);
            Page page = visit.page();
            Locator asked = page.getByRole(AriaRole.REGION, named("Was batch 1 of styles submitted?"));

            asked.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("It is msgbatch_"))
                    .first()
                    .click();

            assertThat(page.locator("main [role=status]")).containsText("The batch is decided");
            until(id, "/state", "COMPLETED");
            assertThat(page.locator(".decide")).hasCount(0);
        }
    }

    @Test
    void aBrokenFileIsShownWithItsLine() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/builds");

            assertThat(visit.page().locator(".pipelines li", new Page.LocatorOptions().setHasText("broken")))
                    .containsText("Line 8");
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
