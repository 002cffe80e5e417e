// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/sources/tableformat.h"

#include "models/rules/foreignformat.h"
#include "models/sources/delimitedreader.h"
#include "models/sources/sourcetext.h"

#include <QBuffer>
#include <algorithm>
#include <array>
#include <map>
#include <simdjson.h>

namespace muster {

QStringList columnNames(QStringList header, const QString &nameless)
{
    while (header.size() > 1 && header.constLast().trimmed().isEmpty())
        header.removeLast();
    for (qsizetype column = 0; column < header.size(); ++column) {
        header[column] = header[column].trimmed();
        if (header[column].isEmpty())
            header[column] = nameless.arg(column + 1);
    }
    return header;
}

namespace {

constexpr int rowsLookedAt = 100;

using Rows = std::vector<std::vector<std::string>>;

bool startsWith(const QByteArray &head, std::string_view mark)
{
    return head.startsWith(QByteArrayView(mark.data(), qsizetype(mark.size())));
}

/// Without a mark: text in UTF-16 has a zero in nearly every second byte as long as it is mostly Latin.
std::optional<SourceEncoding> unmarkedUtf16(const QByteArray &head)
{
    std::array<qsizetype, 2> zeros{};
    const qsizetype pairs = std::min<qsizetype>(head.size(), 4096) / 2;
    for (qsizetype i = 0; i < pairs * 2; ++i)
        zeros[std::size_t(i % 2)] += head[i] == '\0' ? 1 : 0;
    if (zeros[1] * 10 >= pairs * 6 && zeros[0] * 10 < pairs)
        return SourceEncoding::Utf16LittleEndian;
    if (zeros[0] * 10 >= pairs * 6 && zeros[1] * 10 < pairs)
        return SourceEncoding::Utf16BigEndian;
    return std::nullopt;
}

bool isUtf8(const QByteArray &head)
{
    // The head may end within a character.
    for (qsizetype cut = 0; cut <= std::min<qsizetype>(3, head.size()); ++cut) {
        if (simdjson::validate_utf8(head.constData(), std::size_t(head.size() - cut)))
            return true;
    }
    return false;
}

void guessEncoding(const QByteArray &head, FormatGuess &guess)
{
    guess.encodingIsCertain = true;
    if (startsWith(head, "\xEF\xBB\xBF"))
        guess.format.encoding = SourceEncoding::Utf8;
    else if (startsWith(head, "\xFF\xFE"))
        guess.format.encoding = SourceEncoding::Utf16LittleEndian;
    else if (startsWith(head, "\xFE\xFF"))
        guess.format.encoding = SourceEncoding::Utf16BigEndian;
    else if (const auto utf16 = unmarkedUtf16(head)) {
        guess.format.encoding = *utf16;
        guess.encodingIsCertain = false;
    } else {
        guess.encodingIsCertain = isUtf8(head);
        guess.format.encoding = guess.encodingIsCertain ? SourceEncoding::Utf8 : SourceEncoding::Windows1252;
    }
}

/// The head as UTF-8.
std::vector<char> decoded(const QByteArray &head, SourceEncoding encoding)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(head);
    buffer->open(QIODevice::ReadOnly);
    SourceText source(std::move(buffer), encoding);
    std::vector<char> text;
    for (auto more = source.append(text); more && *more; more = source.append(text)) { }
    return text;
}

/// The first rows that are whole.
Rows split(std::vector<char> text, char separator, bool isWhole)
{
    Rows rows;
    RowSplitter splitter(separator);
    std::size_t at = 0;
    while (rows.size() < rowsLookedAt) {
        const auto step = splitter.next(text.data() + at, text.data() + text.size(), isWhole);
        // A row of more cells than a table may have has this separator all the same; its reader will say so.
        if (step == RowSplitter::Step::Wrong && splitter.fault() == RowSplitter::Fault::TooManyCells)
            rows.emplace_back(splitter.cells().begin(), splitter.cells().end());
        if (step != RowSplitter::Step::Row)
            break;
        at += splitter.consumed();
        splitter.unquote();
        if (splitter.cells().size() > 1 || !splitter.cells().front().empty())
            rows.emplace_back(splitter.cells().begin(), splitter.cells().end());
    }
    return rows;
}

/// How well the rows agree in their number of cells: the share of rows with the commonest number, 0 if that is one.
double agreement(const Rows &rows, std::size_t &cells)
{
    std::map<std::size_t, std::size_t> counts;
    for (const auto &row : rows)
        ++counts[row.size()];
    cells = 0;
    std::size_t most = 0;
    for (const auto &[count, times] : counts) {
        if (times >= most) {
            most = times;
            cells = count;
        }
    }
    return cells > 1 ? double(most) / double(rows.size()) : 0;
}

bool looksLikeValue(const std::string &cell)
{
    // A name has a letter in it; numbers, dates and telephone numbers have none; an e-mail address is no name.
    const bool hasLetter = std::any_of(cell.begin(), cell.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
    return (!cell.empty() && !hasLetter) || cell.find('@') != std::string::npos;
}

bool looksLikeHeader(const Rows &rows)
{
    if (rows.empty())
        return true;
    std::vector<std::string> names = rows.front();
    std::sort(names.begin(), names.end());
    const bool repeats = std::adjacent_find(names.begin(), names.end()) != names.end() && !names.back().empty();
    if (std::any_of(names.begin(), names.end(), looksLikeValue))
        return false;
    // Words that repeat may be values themselves; over a row of numbers they are names all the same.
    return !repeats || rows.size() == 1 || std::any_of(rows[1].begin(), rows[1].end(), looksLikeValue);
}

void guessSeparator(const std::vector<char> &text, bool isWhole, FormatGuess &guess)
{
    double best = 0;
    std::size_t bestCells = 0;
    Rows bestRows = split(text, ',', isWhole);
    for (const char separator : TableFormat::separators) {
        Rows rows = split(text, separator, isWhole);
        std::size_t cells = 0;
        const double agreed = agreement(rows, cells);
        if (agreed > best + 0.01 || (agreed > best - 0.01 && agreed > 0 && cells > bestCells)) {
            best = agreed;
            bestCells = cells;
            guess.format.separator = separator;
            bestRows = std::move(rows);
        }
    }
    guess.separatorIsCertain = best > 0.95 && bestRows.size() > 1;
    guess.format.hasHeader = looksLikeHeader(bestRows);
}

} // namespace

FormatGuess guessTableFormat(const QByteArray &head)
{
    FormatGuess guess;
    guessEncoding(head, guess);
    const std::vector<char> text = decoded(head, guess.format.encoding);
    const auto first
        = std::find_if(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\r' && c != '\n'; });
    if (first != text.end() && *first == '{') {
        guess.format = {.kind = TableFormat::Kind::JsonLines};
        guess.separatorIsCertain = true;
        return guess;
    }
    guessSeparator(text, head.size() < guessBytes, guess);
    return guess;
}

Result<FormatGuess> guessTableFormat(const QString &file)
{
    TRY(device, openOutsideFile(file));
    const QByteArray head = (*device)->read(guessBytes);
    TRY_VOID(refuseForeign(head, file));
    return guessTableFormat(head);
}

} // namespace muster
