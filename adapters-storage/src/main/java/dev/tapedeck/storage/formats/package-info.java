/**
 * The file formats that recordings come and go in: VCR, go-vcr, HAR, WireMock and others are read, piece by piece and
 * within limits, into exchanges; the most used of them are written too.
 */
@NullMarked
package dev.tapedeck.storage.formats;

import org.jspecify.annotations.NullMarked;
