package dev.tapedeck.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {
    /** RFC 6901, section 5. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/foo", "/foo/0", "/", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j", "/k\"l", "/ ", "/m~0n", "//",
                "/a//"
            })
    void isWrittenAsItWasRead(String text) {
        // When
        JsonPointer pointer = JsonPointer.parse(text);

        // Then
        assertThat(pointer).hasToString(text);
    }

    @Test
    void unescapesSlashesAndTildes() {
        // When
        JsonPointer pointer = JsonPointer.parse("/a~1b/m~0n/~01/");

        // Then
        assertThat(pointer.tokens()).isEqualTo(List.of("a/b", "m~n", "~1", ""));
    }

    @Test
    void escapesTheNamesOfItsChildren() {
        // When
        JsonPointer child = JsonPointer.ROOT.child("paths").child("/v1/~me").child("0");

        // Then
        assertThat(child).hasToString("/paths/~1v1~1~0me/0").isEqualTo(JsonPointer.parse("/paths/~1v1~1~0me/0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "#/user", " /user"})
    void refusesATextThatDoesNotBeginWithASlash(String text) {
        // When, Then
        assertThatExceptionOfType(JsonPointer.Malformed.class)
                .isThrownBy(() -> JsonPointer.parse(text))
                .withMessageContaining("must begin with '/'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a~", "/a~2b", "/~~0"})
    void refusesATildeThatEscapesNothing(String text) {
        // When, Then
        assertThatExceptionOfType(JsonPointer.Malformed.class)
                .isThrownBy(() -> JsonPointer.parse(text))
                .withMessageContaining("~0");
    }
}
