package dev.tapedeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tapedeck.browser.Visit.Look;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of playbooks, as a browser shows it: those that come along, and a broken one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaybookPagesIT {
    private static final Look DESK = Look.of(1440, ColorScheme.LIGHT);

    private final TapedeckProcess process = TapedeckProcess.settings().start();
    private final Optional<Chromium> chromium = Chromium.executable().map(Chromium::launched);

    @BeforeAll
    void breakOne() throws IOException {
        Path file = process.data().resolve("playbooks/broken/playbook.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "name: broken\nsteps: [ { name: a, action: %s, params: {} } ]\n".formatted("x".repeat(90)));
    }

    @BeforeEach
    void assumeChromium() {
        assumeTrue(chromium.isPresent(), "There is no chromium on this machine");
    }

    @AfterAll
    void end() {
        chromium.ifPresent(Chromium::close);
        process.close();
    }

    static Stream<Look> looks() {
        return Stream.of(1440, 390)
                .flatMap(width -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> Look.of(width, scheme)));
    }

    private Visit visit(Look look) {
        Visit visit = chromium.orElseThrow().visit(look);
        visit.open(process.baseUrl() + "/playbooks");
        return visit;
    }

    private static Locator card(Page page, String name) {
        return page.locator("section.panel")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new GetByRoleOptions().setName(name).setExact(true))));
    }

    private static Locator button(Locator card, String name) {
        return card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void itFitsAndNothingGoesWrongOnIt(Look look) {
        try (Visit visit = visit(look)) {
            assertThat(visit.page().locator("h1")).hasText("Playbooks");
            assertThat(card(visit.page(), "broken")).containsText("It can’t be played");
            assertThat(card(visit.page(), "broken")).containsText("Line 2");
            assertThat(visit.overflow()).as("%s", look).isZero();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aPlaybookIsPlayedWithAFormMadeOfItsParameters() {
        try (Visit visit = visit(DESK)) {
            Page page = visit.page();
            Locator card = card(page, "check-reply");
            card.getByLabel("reply").fill("Thank you.");
            card.getByLabel("mustMention").fill("refund");

            button(card, "Play").click();

            assertThat(page.locator("h1")).containsText("check-reply");
            assertThat(page.locator(".run-state .tag").first()).hasText("failed");
            assertThat(page.locator("main")).containsText("The reply doesn't mention 'refund'.");
        }
    }

    @Test
    void aDryRunLeadsToItsRunToo() {
        try (Visit visit = visit(DESK)) {
            Locator card = card(visit.page(), "triage-ticket");
            card.getByLabel("ticket").fill("My tape came broken.");

            button(card, "Dry run").click();

            assertThat(visit.page().locator(".run-state .tag").first()).hasText("completed");
            assertThat(visit.page().locator("main")).containsText("dry run");
        }
    }

    @Test
    void whatIsWrongIsToldAndWhatWasGivenStays() {
        try (Visit visit = visit(DESK)) {
            Page page = visit.page();
            Locator card = card(page, "triage-ticket");
            card.getByLabel("orderId").fill("none");

            button(card, "Validate").click();

            Locator again = card(page, "triage-ticket");
            assertThat(again).containsText("/parameters/ticket");
            assertThat(again).containsText("/parameters/orderId");
            assertThat(again.getByLabel("orderId")).hasValue("none");
            again.getByLabel("ticket").fill("My tape came broken.");
            again.getByLabel("orderId").fill("#4711");
            button(again, "Validate").click();
            assertThat(card(page, "triage-ticket")).containsText("It can be played like this.");
        }
    }
}
