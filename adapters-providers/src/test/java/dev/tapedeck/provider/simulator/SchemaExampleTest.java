package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaExampleTest {
    private static final Seed SEED = Seed.of("a seed");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'string'} | STRING",
                "{'type':'integer'} | NUMBER",
                "{'type':'number'} | NUMBER",
                "{'type':'boolean'} | BOOLEAN",
                "{'type':'null'} | NULL",
                "{'type':'array','items':{'type':'string'}} | ARRAY",
                "{'type':'object'} | OBJECT",
                "{'type':['string','null']} | STRING",
                "{'type':['null']} | NULL",
                "{'properties':{}} | OBJECT",
                "{'items':{}} | ARRAY",
                "{'anyOf':[{'type':'null'},{'type':'integer'}]} | NUMBER",
                "{'oneOf':[{'type':'boolean'}]} | BOOLEAN",
                "{} | STRING",
                "true | STRING",
            })
    void aValueHasTheTypeOfItsSchema(String schema, String type) {
        JsonNode value = example(schema);

        assertThat(value.getNodeType()).hasToString(type);
    }

    @Test
    void anObjectHasAllItsMembers() {
        JsonNode value = example("""
                {"type":"object","required":["city"],"properties":{
                  "city":{"type":"string"},"days":{"type":"integer"},"unit":{"enum":["C","F"]},"kind":{"const":"w"}}}""");

        assertThat(value.path("city").isTextual()).isTrue();
        assertThat(value.path("days").isInt() || value.path("days").isLong()).isTrue();
        assertThat(value.path("unit").asText()).isIn("C", "F");
        assertThat(value.path("kind").asText()).isEqualTo("w");
    }

    @Test
    void allPartsOfAnAllOfAreThere() {
        JsonNode value = example("""
                {"allOf":[{"properties":{"a":{"type":"integer"}}},{"properties":{"b":{"type":"boolean"}}}]}""");

        assertThat(value.path("a").isNumber()).isTrue();
        assertThat(value.path("b").isBoolean()).isTrue();
    }

    @Test
    void referencesAreFollowed() {
        JsonNode value = example("""
                {"$ref":"#/$defs/point","$defs":{"point":{"properties":{"x":{"$ref":"#/$defs/one"}}},"one":{"const":1}}}""");

        assertThat(value.path("x").asInt()).isEqualTo(1);
    }

    @Test
    void aSchemaThatRefersToItselfEnds() {
        JsonNode value = example("""
                {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["next"],"properties":{
                  "next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]},"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}""");

        assertThat(value.path("next").isObject()).isTrue();
        assertThat(value.toString()).contains("\"next\":null").hasSizeLessThan(10_000);
    }

    @Test
    void aSchemaThatMultipliesItselfIsBounded() {
        JsonNode value = example("""
                {"$ref":"#/$defs/n","$defs":{"n":{"required":["a","b","c"],"properties":{
                  "a":{"$ref":"#/$defs/n"},"b":{"$ref":"#/$defs/n"},"c":{"$ref":"#/$defs/n"}}}}}""");

        assertThat(value.toString()).hasSizeLessThan(100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 9",
        "-3, -1",
        "0, 0",
        "100, 1000",
    })
    void wholeNumbersKeepTheirBounds(int minimum, int maximum) {
        int value = example("{'type':'integer','minimum':%d,'maximum':%d}".formatted(minimum, maximum))
                .asInt();

        assertThat(value).isBetween(minimum, maximum);
    }

    @Test
    void exclusiveBoundsAreExclusive() {
        int value = example("{'type':'integer','exclusiveMinimum':5,'exclusiveMaximum':7}")
                .asInt();

        assertThat(value).isEqualTo(6);
    }

    @Test
    void numbersMayBeFractions() {
        double value = example("{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}")
                .asDouble();

        assertThat(value).isGreaterThan(0).isLessThan(1);
    }

    @Test
    void stepsAreKept() {
        int value = example("{'type':'integer','multipleOf':7,'maximum':20}").asInt();

        assertThat(value % 7).isZero();
        assertThat(value).isLessThanOrEqualTo(20);
    }

    @Test
    void arraysKeepTheirSizes() {
        assertThat(example("{'type':'array','minItems':3,'items':{'type':'integer'}}"))
                .hasSize(3);
        assertThat(example("{'type':'array','maxItems':0,'items':{'type':'integer'}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"12, 30", "0, 3", "40, 40"})
    void textsKeepTheirLengths(int least, int most) {
        String text = example("{'type':'string','minLength':%d,'maxLength':%d}".formatted(least, most))
                .asText();

        assertThat(text).hasSizeBetween(least, most);
    }

    @Test
    void textsHaveTheirFormat() {
        String text = example("{'type':'string','format':'date'}").asText();

        assertThat(text).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'$ref':'#/nowhere'}",
                "{'$ref':'other.json'}",
                "{'$ref':'#'}",
                "{'enum':[]}",
                "{'type':'array','minItems':2000000000,'items':{'type':'array','minItems':2000000000}}",
                "{'type':'string','minLength':2000000000}",
                "{'type':'integer','minimum':9,'maximum':1}",
                "{'type':'integer','multipleOf':0}",
                "{'properties':7,'required':{}}",
            })
    void strangeSchemasGiveSomething(String schema) {
        JsonNode value = example(schema);

        assertThat(value.toString()).hasSizeLessThan(100_000);
    }

    private static JsonNode example(String schema) {
        try {
            return SchemaExample.of(new ObjectMapper().readTree(schema.replace('\'', '"')), SEED);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
