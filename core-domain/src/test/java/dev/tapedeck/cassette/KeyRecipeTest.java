package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.KeyRecipe.Replacement;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recipe makes of the keys of requests. */
class KeyRecipeTest {
    private static final String UUID = "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b";

    private static KeyRecipe ignoring(String... pointers) {
        return new KeyRecipe(1, List.of(pointers), List.of(), List.of());
    }

    private static KeyRecipe replacing(Replacement... rules) {
        return new KeyRecipe(1, List.of(), List.of(rules), List.of());
    }

    private static KeyRecipe counting(String... headers) {
        return new KeyRecipe(1, List.of(), List.of(), List.of(headers));
    }

    private static RequestKey key(KeyRecipe recipe, String body) {
        return new RequestKeys(recipe).keyOf(Examples.post(Bytes.utf8(body)));
    }

    private static RequestKey key(KeyRecipe recipe, Headers headers) {
        ProviderRequest post = Examples.post(Bytes.utf8("{}"));
        return new RequestKeys(recipe)
                .keyOf(new ProviderRequest(
                        post.provider(),
                        post.dialect(),
                        post.method(),
                        post.path(),
                        post.query(),
                        headers,
                        post.body()));
    }

    @Test
    void ignoredPlacesDoNotCount() {
        // Given
        KeyRecipe recipe = ignoring("/user", "/metadata", "/messages/*/id");

        // When
        RequestKey key = key(
                recipe,
                "{\"user\":\"u1\",\"messages\":[{\"id\":\"m1\",\"content\":\"Hi\"},{\"content\":\"Ho\"}],\"metadata\":{\"t\":1}}");

        // Then
        assertThat(key)
                .isEqualTo(key(recipe, "{\"messages\":[{\"content\":\"Hi\"},{\"id\":\"m2\",\"content\":\"Ho\"}]}"))
                .isEqualTo(key(KeyRecipe.DEFAULT, "{\"messages\":[{\"content\":\"Hi\"},{\"content\":\"Ho\"}]}"))
                .isNotEqualTo(key(recipe, "{\"messages\":[{\"content\":\"Hi\"},{\"content\":\"He\"}]}"));
    }

    @Test
    void aBodyIgnoredWholeDoesNotCount() {
        // Given
        KeyRecipe recipe = ignoring("");

        // When
        RequestKey key = key(recipe, "{\"a\":1}");

        // Then
        assertThat(key).isEqualTo(key(recipe, "[2]")).isNotEqualTo(key(recipe, ""));
    }

    @Test
    void matchesOfAPatternAreReplacedInStringValues() {
        // Given
        KeyRecipe recipe = replacing(new Replacement(UUID, "<uuid>"));
        String id = "0192e3a4-89ab-4cde-8f01-23456789abcd";
        String other = "00000000-1111-2222-3333-444444444444";

        // When
        RequestKey key = key(recipe, "{\"t\":\"see " + id + ", " + other + "\",\"n\":1}");

        // Then
        assertThat(key)
                .isEqualTo(key(recipe, "{\"n\":1,\"t\":\"see " + other + ", " + id + "\"}"))
                .isEqualTo(key(KeyRecipe.DEFAULT, "{\"n\":1,\"t\":\"see <uuid>, <uuid>\"}"));
        assertThat(key(recipe, "{\"" + id + "\":1}")).isNotEqualTo(key(recipe, "{\"" + other + "\":1}"));
    }

    @Test
    void patternsAreAppliedInOrderAndTheirTextIsLiteral() {
        // Given
        KeyRecipe recipe =
                replacing(new Replacement("(a)", "$1\\b"), new Replacement("b", "c"), new Replacement("^|$", "|"));

        // When
        RequestKey key = key(recipe, "[\"xay\",\"\"]");

        // Then
        assertThat(key).isEqualTo(key(KeyRecipe.DEFAULT, "[\"|x$1\\\\cy|\",\"|\"]"));
    }

    @Test
    void namedHeadersCount() {
        // Given
        KeyRecipe recipe = counting("OpenAI-Beta", "x-tenant");
        Headers headers = Headers.of("openai-beta", "v2", "x-other", "1", "X-Tenant", "a");

        // When
        RequestKey key = key(recipe, headers);

        // Then
        assertThat(key)
                .isEqualTo(key(recipe, headers.with("x-other", "2")))
                .isEqualTo(key(counting("x-tenant", "openai-beta", "x-tenant"), headers))
                .isNotEqualTo(key(recipe, headers.with("x-tenant", "b")))
                .isNotEqualTo(key(recipe, headers.without(field -> field.is("x-tenant"))))
                .isNotEqualTo(key(recipe, headers.with("x-tenant", "")))
                .isNotEqualTo(key(KeyRecipe.DEFAULT, headers));
    }

    static Stream<List<Object>> wrongRecipes() {
        return Stream.of(
                List.of(new KeyRecipe(2, List.of(), List.of(), List.of()), "/version"),
                List.of(new KeyRecipe(0, List.of(), List.of(), List.of()), "/version"),
                List.of(ignoring("/user", "metadata"), "/ignore/1"),
                List.of(ignoring("/a~b"), "/ignore/0"),
                List.of(ignoring(Collections.nCopies(101, "/a").toArray(String[]::new)), "/ignore"),
                List.of(replacing(new Replacement("a", "b"), new Replacement("(a", "b")), "/replace/1"),
                List.of(replacing(new Replacement("a".repeat(1_001), "b")), "/replace/0"),
                List.of(replacing(new Replacement("a", "b".repeat(1_001))), "/replace/0"),
                List.of(replacing(new Replacement("a", "\ud83d")), "/replace/0"),
                List.of(counting("x-a", "x b"), "/headers/1"),
                List.of(counting(""), "/headers/0"));
    }

    @ParameterizedTest
    @MethodSource("wrongRecipes")
    void aWrongRecipeIsRefusedAndThePlaceNamed(List<Object> recipeAndPlace) {
        // Given
        KeyRecipe recipe = (KeyRecipe) recipeAndPlace.get(0);
        String place = (String) recipeAndPlace.get(1);

        // When, Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> new RequestKeys(recipe))
                .satisfies(failed -> {
                    assertThat(failed.provenance()).isEqualTo(Provenance.REJECTED);
                    assertThat(failed.failure().code()).isEqualTo("tapedeck_invalid_recipe");
                    assertThat(failed.failure().message()).contains(place + " ");
                });
    }

    @Test
    void aPatternOfAThousandCharactersIsTaken() {
        // When
        RequestKey key = key(replacing(new Replacement("a".repeat(1_000), "b")), "[\"" + "a".repeat(1_000) + "\"]");

        // Then
        assertThat(key).isEqualTo(key(KeyRecipe.DEFAULT, "[\"b\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*)*x", "(a*)*b", "(?:a|b)*c", "(.|\\s)*c"})
    @Timeout(20)
    void aPatternThatTakesTooLongIsRefused(String pattern) {
        // Given
        KeyRecipe recipe = replacing(new Replacement("z", "y"), new Replacement(pattern, "b"));
        String body = "[\"" + "a".repeat(100_000) + "!\"]";

        // When, Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> key(recipe, body))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo("tapedeck_invalid_recipe");
                    assertThat(failed.failure().message()).contains("/replace/1");
                });
    }

    @Test
    @Timeout(20)
    void replacementsThatBlowUpAreRefused() {
        // Given
        Replacement tenfold = new Replacement(".", "aaaaaaaaaa");
        KeyRecipe recipe = replacing(Collections.nCopies(20, tenfold).toArray(Replacement[]::new));

        // When, Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> key(recipe, "[\"a\"]"))
                .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo("tapedeck_invalid_recipe"));
    }

    @Test
    @Timeout(20)
    void aPlainPatternIsNotTooMuchForALargeBody() {
        // Given
        KeyRecipe recipe = replacing(new Replacement(UUID, "<uuid>"));
        String image = "0AbF".repeat(4 << 20);

        // When
        RequestKey key = key(recipe, "{\"data\":\"" + image + "\"}");

        // Then
        assertThat(key).isEqualTo(key(KeyRecipe.DEFAULT, "{\"data\":\"" + image + "\"}"));
    }
}
