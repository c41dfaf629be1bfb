package dev.tapedeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tapedeck.browser.Visit.Look;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of runs, as a browser shows them: one that has ended, a long one, and one that goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunPagesIT {
    private static final Look DESK = Look.of(1440, ColorScheme.LIGHT);
    /** A control that a screen reader has no words for, as a line of Playwright's picture of the accessibility tree. */
    private static final Pattern NAMELESS =
            Pattern.compile("(?m)^\\s*- (link|button|combobox|textbox|checkbox|img|region)(:.*)?$");
    /** As long as what agents write: nothing in it can be broken but by force. */
    private static final String LONG = "https://orders.internal/" + "a-rather-long-path-without-an-end/".repeat(12);

    private static final List<String> PAGES = List.of(
            "/runs",
            "/runs?status=failed",
            "/runs?status=timeout",
            "/runs/checkout",
            "/runs/long",
            "/runs/long?after=0",
            "/runs/going-on");

    private final TapedeckProcess process = TapedeckProcess.settings().start();
    private final Caller caller = Caller.of(process);
    private final Optional<Chromium> chromium = Chromium.executable().map(Chromium::launched);

    @BeforeAll
    void run() {
        begin(
                "checkout",
                "{\"team\":\"payments\",\"a-label-as-long-as-labels-are\":\"%s\"}".formatted("v".repeat(150)));
        caller.post(
                "/llm/simulator/v1/chat/completions",
                "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "Tapedeck-Run",
                "checkout",
                "Tapedeck-Cassette",
                "checkout",
                "Tapedeck-Mode",
                "record");
        act("checkout", """
                {"tool":"browser","action":"click","input":{"selector":"#pay","url":"%1$s"},"resultText":"paid","durationMs":120},
                {"tool":"http","action":"GET %1$s","error":"<img src=x onerror=alert(1)> %1$s","durationMs":80}""".formatted(LONG));
        finish(
                "checkout",
                "{\"status\":\"failed\",\"reason\":\"The order can't be had: %s\",\"summary\":\"One of two.\"}"
                        .formatted(LONG));
        begin("long", "{}");
        act(
                "long",
                IntStream.range(0, 230)
                        .mapToObj("{\"tool\":\"browser\",\"action\":\"step %d\"}"::formatted)
                        .collect(Collectors.joining(",")));
        begin("going-on", "{}");
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

    private void begin(String id, String labels) {
        written("/api/v1/runs", "{\"id\":\"%s\",\"name\":\"%s\",\"labels\":%s}".formatted(id, id, labels));
    }

    private void act(String run, String actions) {
        written("/api/v1/runs/%s/actions".formatted(run), "[%s]".formatted(actions));
    }

    private void finish(String run, String how) {
        written("/api/v1/runs/%s/finish".formatted(run), how);
    }

    private void written(String path, String json) {
        Answered answered = caller.post(path, json);
        assertThat(answered.status()).as(answered.text()).isBetween(200, 201);
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
            for (String path : PAGES) {
                visit.open(process.baseUrl() + path);

                assertThat(visit.page().locator("h1")).isVisible();
                visit.page().evaluate("document.querySelectorAll('main details.told').forEach(e => e.open = true)");
                assertThat(visit.overflow()).as("%s at %s", path, look).isZero();
            }

            assertThat(visit.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void pillsStandOnOneLineAndFiguresInTheirPlace(Look look) {
        try (Visit visit = visit(look)) {
            for (String path : PAGES) {
                visit.open(process.baseUrl() + path);

                assertThat(visit.measured("main .tag:visible", Visit.HEIGHT_OF_IT))
                        .as(path)
                        .allMatch(height -> height < 28);
                assertThat(visit.measured(".figure dd:not(.note)", "e.scrollWidth - e.clientWidth"))
                        .as(path)
                        .allMatch(over -> over <= 0);
            }
        }
    }

    @Test
    void everyControlHasAName() {
        try (Visit visit = visit(DESK)) {
            for (String path : PAGES) {
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
            for (String path : PAGES) {
                visit.open(process.baseUrl() + path);

                assertThat(visit.page().locator("main h1")).isVisible();
                assertThat(visit.page().locator("button:visible:not([type=submit])"))
                        .hasCount(0);
            }
            assertThat(visit.page().getByRole(AriaRole.LINK, named("Refresh"))).isVisible();
        }
    }

    @Test
    void aBarIsAsLongAsItsEntryTook() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/runs/checkout");

            assertThat(visit.measured(".span rect", Visit.WIDTH_OF_IT))
                    .isNotEmpty()
                    .allMatch(width -> width > 0);
        }
    }

    @Test
    void aNewEntryAppearsWithoutAReloadAndWhatIsOpenStaysOpen() {
        begin("watched", "{}");
        act("watched", "{\"tool\":\"browser\",\"action\":\"open\",\"input\":{\"n\":1}}");
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/runs/watched");
            Page page = visit.page();
            assertThat(page.locator("#live-state")).hasText("live");
            page.evaluate("window.sameDocument = true");
            page.locator("#told-1 summary").click();

            Locator second = page.locator("#entry-2");
            until(
                    () -> { // the first look after somebody listens tells of nothing
                        act("watched", "{\"tool\":\"browser\",\"action\":\"click\",\"input\":{\"n\":2}}");
                        return second.count() == 1;
                    });

            assertThat(second).containsText("browser click");
            assertThat(page.locator("#told-1")).hasAttribute("open", "");
            finish("watched", "{\"status\":\"completed\"}");
            assertThat(page.locator(".run-state .tag").first()).hasText("completed");
            assertThat(page.locator("#end-phases")).isVisible();
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aNewRunAppearsInTheListWithoutAReload() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/runs");
            Page page = visit.page();
            assertThat(page.locator("#live-state")).hasText("live");

            Locator rows = page.locator("main tbody tr");
            int before = rows.count();
            until(() -> {
                begin("new-" + UUID.randomUUID(), "{}");
                return rows.count() > before;
            });

            assertThat(rows.first()).containsText("new-");
        }
    }

    @Test
    void aRunIsEndedOnItsPage() {
        begin("to-be-ended", "{}");
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/runs/to-be-ended");
            Page page = visit.page();
            page.getByText("End this run…").click();

            page.getByRole(AriaRole.BUTTON, named("End the run")).click();

            assertThat(page.locator("main [role=status]")).containsText("The run is ended.");
            assertThat(page.locator(".run-state .tag").first()).hasText("terminated");
            assertThat(page.getByText("End this run…")).hasCount(0);
        }
    }

    /** Tries it again and again, on this thread: the browser's own. */
    private static void until(Callable<Boolean> tried) {
        Awaitility.await()
                .pollInSameThread()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(tried);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
