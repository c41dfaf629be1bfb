package dev.tapedeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.tapedeck.browser.Visit.Look;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the packaged application, as a browser shows them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
    private static final List<String> PAGES = List.of(
            "/",
            "/recordings",
            "/recordings?q=tour",
            "/recordings?text=sky&model=gpt-test&status=2xx&since=2020-01-01",
            "/recordings?text=nothingofthekind",
            "/recordings/tour?text=sky",
            "/recordings/tour",
            "/recordings/tour?verify=true",
            "/recordings/lanes",
            "/recordings/tour/1",
            "/recordings/tour/1?view=request",
            "/recordings/tour/1?view=answer&as=raw",
            "/recordings/tour/2?view=timeline",
            "/misses",
            "/sessions",
            "/circuits");
    private static final String RECORDING = """
            interactions:
            - request: {method: GET, uri: 'https://api.openai.com/v1/models', body: null, headers: {}}
              response: {body: {string: '{}'}, headers: {content-type: [application/json]}, status: {code: 200, message: OK}}
            version: 1
            """;
    private static final Look DESK = Look.of(1440, ColorScheme.LIGHT);

    private final TapedeckProcess process = TapedeckProcess.settings().start();
    private final Caller caller = Caller.of(process);
    private final Optional<Chromium> chromium = Chromium.executable().map(Chromium::launched);

    @BeforeAll
    void record() {
        SessionUnderTest tour = caller.open("tour", "record");
        ask(tour, "Why is the sky blue? <img src=x onerror=alert(1)>", false);
        ask(tour, "Tell me a story", true);
        tour.close();
        SessionUnderTest lanes = caller.open("lanes", "record");
        for (String lane : List.of("planner", "author", "critic", "editor", "printer")) {
            ask(lanes, "Begin", false, "Tapedeck-Lane", lane);
        }
        lanes.close();
        ask(caller.open("tour", "replay"), "Why is the sky red?", false);
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

    private Visit visit(Look look) {
        return chromium.orElseThrow().visit(look);
    }

    private void ask(SessionUnderTest session, String words, boolean stream, String... headers) {
        caller.post(
                session.door("simulator") + "/v1/chat/completions",
                "{\"model\":\"gpt-test\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(stream, words),
                headers);
    }

    static Stream<Arguments> looks() {
        return Stream.of(1440, 390)
                .flatMap(width -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        .map(scheme -> Arguments.of(Look.of(width, scheme))));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPageFitsAndNothingGoesWrongOnIt(Look look) {
        try (Visit visit = visit(look)) {
            for (String path : PAGES) {
                visit.open(process.baseUrl() + path);

                assertThat(visit.page().locator("h1")).isVisible();
                assertThat(visit.overflow()).as("%s at %s", path, look).isZero();
            }

            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aCallShowsUpWithoutAReload() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/recordings");
            Page page = visit.page();
            assertThat(page.locator("#live-state")).hasText("live");
            page.evaluate("window.sameDocument = true");

            ask(caller.open("appears", "record"), "hello", false);

            assertThat(page.getByRole(AriaRole.LINK, named("appears"))).isVisible();
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void tabsOfOneBrowserShareOneStreamOfEvents() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/");
            assertThat(visit.page().locator("#live-state")).hasText("live");
            Page second = visit.page().context().newPage();
            List<String> streams = new CopyOnWriteArrayList<>();
            second.onRequest(request -> streams.add(request.url()));

            second.navigate(process.baseUrl() + "/recordings");

            assertThat(second.locator("#live-state")).hasText("live");
            ask(caller.open("second-tab", "record"), "hello", false);
            assertThat(second.getByRole(AriaRole.LINK, named("second-tab"))).isVisible();
            assertThat(streams).noneMatch(url -> url.contains("/api/v1/events"));
        }
    }

    @Test
    void theThemeIsChosenAndRemembered() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/");
            Locator theme = visit.page().locator("#theme");

            theme.click();
            theme.click();

            assertThat(theme).hasText("Theme: dark");
            visit.page().reload();
            assertThat(visit.page().locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    @Test
    void aStreamPlaysAtTheSpeedAtWhichItCameAndEndsWhole() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/recordings/tour/2?view=timeline");
            Page page = visit.page();
            String whole = page.locator(".played").textContent();

            page.locator(".play").click();

            assertThat(page.locator(".play")).containsText("Play");
            assertThat(page.locator(".played")).hasText(whole);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aCommandIsCopied() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/");

            visit.page().locator("[data-copy=setup-openai]").click();

            assertThat(visit.page().locator("[data-copy=setup-openai]")).hasText("Copied");
            assertThat(visit.page().evaluate("navigator.clipboard.readText()"))
                    .isEqualTo("export OPENAI_BASE_URL=" + process.baseUrl() + "/llm/openai/v1");
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
        }
    }

    @Test
    void theKeyboardReachesTheContentFirst() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/recordings");
            Page page = visit.page();

            page.keyboard().press("Tab");

            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*#content"));
            page.keyboard().press("Tab");
            assertThat(page.getByRole(AriaRole.LINK, exactly("Import"))).isFocused();
        }
    }

    @Test
    void filesThatAreDroppedBecomeCassettesAndEachIsToldOf() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/recordings");
            Page page = visit.page();
            JSHandle dropped = page.evaluateHandle("""
                    (recording) => {
                      const transfer = new DataTransfer();
                      transfer.items.add(new File([recording], 'dropped here.yaml'));
                      transfer.items.add(new File(['Hello.'], 'README.md'));
                      return transfer;
                    }""", RECORDING);

            page.dispatchEvent("main h1", "drop", Map.of("dataTransfer", dropped));

            assertThat(page.locator(".import-state")).hasText("1 imported, 1 not.");
            assertThat(page.locator(".report")).hasCount(2);
            assertThat(page.locator(".report a")).hasText("dropped-here");
            assertThat(page.locator("td a", new Page.LocatorOptions().setHasText("dropped-here")))
                    .isVisible();
        }
    }

    @Test
    void filesThatAreChosenAreImportedWithoutScriptsToo() {
        try (Visit visit = visit(DESK.withoutScripts())) {
            visit.open(process.baseUrl() + "/recordings");
            Page page = visit.page();
            byte[] content = RECORDING.getBytes(StandardCharsets.UTF_8);
            page.getByRole(AriaRole.LINK, exactly("Import")).click();
            page.locator("input[name=files]")
                    .setInputFiles(new FilePayload("chosen.yaml", "application/yaml", content));

            page.locator(".import-form button").click();

            assertThat(page.locator("h1")).hasText("Imported");
            page.getByRole(AriaRole.LINK, named("chosen")).click();
            assertThat(page.locator("h1")).hasText("chosen");
            page.getByRole(AriaRole.LINK, named("Verify")).click();
            assertThat(page.locator("#check-title")).hasText("Verified");
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theToolsOfACassetteStandBesideEachOther(Look look) {
        try (Visit visit = visit(look)) {
            visit.open(process.baseUrl() + "/recordings/tour");
            String tools = ".page-head .tools > .button, .page-head .tools > form > .button, .page-head .tools summary";
            List<Double> tops = visit.measured(tools, "e.getBoundingClientRect().top");
            List<Double> lefts = visit.measured(tools, "e.getBoundingClientRect().left");
            List<Double> title = visit.measured(".page-head h1", "e.getBoundingClientRect().top");

            assertThat(tops).hasSizeGreaterThan(2);
            assertThat(tops.get(1)).isEqualTo(tops.getFirst());
            assertThat(lefts.get(1)).isGreaterThan(lefts.getFirst());
            assertThat(title.getFirst()).isLessThanOrEqualTo(tops.getFirst());
        }
    }

    @Test
    void everyCassetteInTheListHasAnIconOfOneSize() {
        ask(
                caller.open(
                        "a_cassette_whose_name.is-so-very-long_that_it_takes_more_than_one_line_of_the_list", "record"),
                "hi",
                false);
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/recordings");

            assertThat(visit.measured(".cassette-link .icon", Visit.WIDTH_OF_IT))
                    .isNotEmpty()
                    .containsOnly(20.0);
        }
    }

    @Test
    void anExportMenuOpensByKeyboardAndClosesOnEscape() {
        try (Visit visit = visit(DESK)) {
            visit.open(process.baseUrl() + "/recordings/tour");
            Page page = visit.page();
            Locator menu = page.locator(".menu summary").first();
            menu.focus();

            page.keyboard().press("Enter");

            assertThat(page.getByRole(AriaRole.LINK, named("HAR 1.2 browsers, Polly")))
                    .isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator(".menu ul")).isHidden();
            assertThat(menu).isFocused();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return named(name).setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
