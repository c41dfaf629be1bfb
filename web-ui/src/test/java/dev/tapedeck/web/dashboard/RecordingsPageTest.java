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
}
