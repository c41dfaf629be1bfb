package dev.tapedeck.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aLongPathIsCutInFrontForItsEndIsTelling() {
        String path = "folder/".repeat(100) + "chat.yaml";

        assertThat(Names.shownPath(path))
                .startsWith("…")
                .endsWith("folder/chat.yaml")
                .hasSizeLessThan(210);
        assertThat(Names.shownPath("folder/chat.yaml")).isEqualTo("folder/chat.yaml");
    }

    @Test
    void aLongNameIsCutAtItsEnd() {
        assertThat(Names.shown("name\n".repeat(100))).startsWith("name?name").endsWith("…");
    }
}
