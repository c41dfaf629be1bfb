package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
    private static String parts(String whole) {
        StringBuilder all = new StringBuilder();
        Window window = Window.of(whole, 0);
        all.append(window.text());
        while (window.more()) {
            window = Window.of(whole, window.to());
            all.append(window.text());
        }
        return all.toString();
    }

    @Test
    void aShortTextIsWhole() {
        assertThat(Window.of("short", 0).whole()).isTrue();
    }

    @Test
    void partsJoinToTheWhole() {
        String lines = "a line of some length\n".repeat(40_000);

        assertThat(parts(lines)).isEqualTo(lines);
        assertThat(Window.of(lines, 0).text()).endsWith("\n").hasSizeLessThanOrEqualTo(Window.SIZE);
    }

    @Test
    void noPartEndsInsideACharacter() {
        String faces = "x" + "\uD83D\uDE00".repeat(Window.SIZE);

        assertThat(parts(faces)).isEqualTo(faces);
        assertThat(Window.of(faces, 2).from()).isEqualTo(1);
        assertThat(Character.isHighSurrogate(
                        Window.of(faces, 0).text().charAt(Window.of(faces, 0).to() - 1)))
                .isFalse();
    }

    @Test
    void aPlaceBeyondTheEndIsTheLastCharacter() {
        assertThat(Window.of("abc", 99).text()).isEqualTo("c");
    }
}
