package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecordingsPageTest {
    @Test
    void cassettesStandInTheListWithTheirModels() {
        Program.recording("list-a").asks("hello");

        String text = Page.at("/recordings").text();

        assertThat(text).contains("list-a", "gpt-test");
    }

    @Test
    void theFilterLooksAtNamesAndModels() {
        Program.recording("filter-checkout").asks("hello");
        Program.recording("filter-search").sends("{\"model\":\"tiny-9\",\"messages\":[]}");

        assertThat(Page.at("/recordings?q=CHECKOUT").text())
                .contains("filter-checkout")
                .doesNotContain("filter-search");
        assertThat(Page.at("/recordings?q=tiny-9").text())
                .contains("filter-search")
                .doesNotContain("filter-checkout");
    }

    @Test
    void aFilterThatMatchesNothingSaysSoAndStaysText() {
        Page page = Page.at("/recordings?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");

        assertThat(page.html())
                .contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"")
                .doesNotContain("<script>");
        assertThat(page.text()).contains("No cassette matches");
    }

    @Test
    void aLongListGoesOnWhereThePartBeforeEnded() {
        for (int number = 100; number < 160; number++) {
            Program.recording("long-" + number).asks("hello");
        }

        Page first = Page.at("/recordings?q=long-");
        Page second = Page.at("/recordings?after=long-149&q=long-");

        assertThat(first.html()).contains("href=\"/recordings?after=long-149&amp;q=long-\"");
        assertThat(first.text()).contains("long-149").doesNotContain("long-150");
        assertThat(second.text()).contains("long-150", "long-159", "First").doesNotContain("long-149");
    }

    @Test
    void aSearchShowsHowManyInteractionsMatchAndLeadsToThem() {
        Program program = Program.recording("parcels");
        program.asks("Where is my zebraparcel?");
        program.asks("Never mind");
        Program.recording("no-parcels").asks("hello");

        Page found = Page.at("/recordings?text=zebraparcel&q=&status=2xx");

        assertThat(found.text())
                .contains("parcels", "1 match", "text zebraparcel")
                .doesNotContain("no-parcels");
        assertThat(found.html())
                .contains("href=\"/recordings/parcels?text=zebraparcel&amp;status=2xx\"")
                .contains("href=\"/recordings?status=2xx\"")
                .contains("value=\"zebraparcel\"");
        assertThat(Page.at("/recordings/parcels?text=zebraparcel&status=2xx").text())
                .contains("Matching interactions", "#1", "leave out")
                .doesNotContain("#2");
    }

    @Test
    void aSearchThatFindsNothingSaysSoAndShowsItsConditions() {
        Program.recording("nothing-in-it").asks("hello");

        Page page = Page.at("/recordings?text=unfindablezebra&since=2001-01-01&until=2001-01-02");

        assertThat(page.text()).contains("No cassette matches", "from 2001-01-01", "to 2001-01-02", "Leave out all");
        assertThat(Page.at("/recordings/nothing-in-it?text=unfindablezebra").text())
                .contains("No interaction matches", "show all interactions");
    }

    @Test
    void whatMayBeChosenIsShownWithCounts() {
        Program.recording("to-choose")
                .sends("{\"model\":\"rare-1\",\"messages\":[{\"role\":\"user\",\"content\":\"okapi\"}]}");

        Page page = Page.at("/recordings?text=okapi&model=rare-1");

        assertThat(page.html())
                .contains("<option value=\"rare-1\" selected>rare-1 (1)</option>")
                .contains("<option value=\"simulator\">simulator (1)</option>")
                .contains("<option value=\"2xx\">2xx (1)</option>");
    }

    @Test
    void aConditionThatCannotBeUnderstoodIsToldOfAndNothingIsListed() {
        Program.recording("strict-page").asks("hello");

        Page list = Page.at("/recordings?q=strict-page&status=9xx&provider=a%20b&since=x&until=2026-13-01");
        Page tape = Page.at("/recordings/strict-page?text=%22unclosed");

        assertThat(list.text())
                .contains("'status' must be", "'provider' must be", "'since' must be", "'until' must be");
        assertThat(list.html()).doesNotContain("/recordings/strict-page");
        assertThat(tape.text()).contains("a quote that is never closed").doesNotContain("#1");
    }

    @Test
    void aConditionThatDoesNotExistIsToldOfAndLeftOut() {
        Program.recording("misspelt").asks("hello");

        Page page = Page.at("/recordings?q=misspelt&modle=x");

        assertThat(page.text()).contains("Unknown condition 'modle'. Did you mean 'model'?");
        assertThat(page.html()).contains("href=\"/recordings/misspelt\"");
    }

    @Test
    void importAndExportStandAboveTheList() {
        Program.recording("below-the-tools").asks("hello");

        assertThat(Page.at("/recordings").html())
                .containsSubsequence(
                        "href=\"#import\"", "href=\"/api/v1/archive\"", "LangChain, Datadog’s test agent", "<table");
    }

    @Test
    void matchesOnALongTapeAreShownInParts() {
        Program program = Program.recording("long-search");
        for (int call = 0; call < 53; call++) {
            program.asks("gnu " + call);
        }

        Page first = Page.at("/recordings/long-search?text=gnu");

        assertThat(first.html()).contains("href=\"/recordings/long-search?after=50&amp;text=gnu\"");
        assertThat(Page.at("/recordings/long-search?after=50&text=gnu").text())
                .contains("#51", "#53", "First")
                .doesNotContain("#50");
    }
}
