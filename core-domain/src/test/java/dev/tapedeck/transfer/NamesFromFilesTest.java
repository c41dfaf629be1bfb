package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesFromFilesTest {
    private static List<String> named(List<String> files) {
        NamesFromFiles names = new NamesFromFiles(files);
        return files.stream().map(file -> names.next(file).value()).toList();
    }

    private static List<String> named(String... files) {
        return named(List.of(files));
    }

    @Test
    void aFileOfAnOwnNameIsNamedWithoutItsFolders() {
        assertThat(named("tests/fixtures/Test chat.yaml", "tests\\b\\ünder_-.har.gz", ".json"))
                .containsExactly("Test-chat", "under_-", "import");
    }

    @Test
    void filesOfOneNameAreToldApartByTheNearestFolders() {
        assertThat(named("a/chat.yaml", "b/Chat.yml", "chat.json", "x/c/one.yaml", "y/c/one.yaml"))
                .containsExactly("a-chat", "b-Chat", "chat", "x-c-one", "y-c-one");
    }

    @Test
    void recordingsOfPollyAreNamedAfterTheirFoldersWithoutTheHash() {
        assertThat(named(
                        "recordings/Answers_235/asks-twice_213/recording.har",
                        "recordings/Answers_235/asks-once_4711/recording.har",
                        "recording.har"))
                .containsExactly("asks-twice", "asks-once", "recording");
    }

    @Test
    void theHashOfPollyStaysWhereItTellsTwoApart() {
        assertThat(named("a/asks_1/recording.har", "a/asks_2/recording.har")).containsExactly("asks_1", "asks_2");
    }

    @Test
    void recordingsOfOneTestNameAreToldApartByTheFolderAbove() {
        assertThat(named("r/Chat_15/asks_21/recording.har", "r/Rerank_59/asks_21/recording.har"))
                .containsExactly("Chat-asks", "Rerank-asks");
    }

    @Test
    void theOrderOfTheFilesMakesNoDifference() {
        List<String> files =
                List.of("b/r/recording.har", "a/r/recording.har", "x.yaml", "X.json", "a/x.har", "a-x.har");

        List<String> names = named(files);

        assertThat(named(files.reversed()).reversed()).isEqualTo(names);
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void filesThatOnlyTheirEndingsTellApartAreNumbered() {
        assertThat(named("a.yaml", "a.json", "a.json")).containsExactly("a-2", "a", "a-3");
    }

    @Test
    void aLongNameIsCutAndStaysTheOnlyOne() {
        String folder = "f".repeat(200);

        assertThat(named(folder + "/1/x.yaml", folder + "/2/x.yaml"))
                .containsExactly("1-x", "2-x")
                .allMatch(name -> name.length() <= 128);
        assertThat(named("x".repeat(200) + "1.yaml", "x".repeat(200) + "2.yaml"))
                .containsExactly("x".repeat(128), "x".repeat(126) + "-2");
    }
}
