// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/masking/filemasker.h"

#include "models/rules/documents/jsonoutline.h"
#include "models/rules/documents/utf8text.h"
#include "models/rules/foreignformat.h"

namespace muster {

std::string_view documentFormKey(DocumentForm form)
{
    switch (form) {
    case DocumentForm::Json:
        return "json";
    case DocumentForm::JsonLines:
        return "jsonl";
    case DocumentForm::Text:
        break;
    }
    return "text";
}

std::optional<DocumentForm> documentFormOfKey(std::string_view key)
{
    for (const DocumentForm form : {DocumentForm::Json, DocumentForm::JsonLines, DocumentForm::Text}) {
        if (documentFormKey(form) == key)
            return form;
    }
    return std::nullopt;
}

std::optional<DocumentForm> formatOfDocument(QByteArrayView head, bool isAll)
{
    static constexpr QByteArrayView mark("\xef\xbb\xbf");
    if (!isAll && head.size() < mark.size() && mark.startsWith(head))
        return std::nullopt;
    if (head.startsWith(mark))
        head = head.sliced(mark.size());
    qsizetype begin = 0;
    while (begin < head.size() && QByteArrayView(" \t\r\n").contains(head[begin]))
        ++begin;
    if (begin == head.size())
        return isAll ? std::optional(DocumentForm::Text) : std::nullopt;
    const char first = head[begin];
    if (first != '{' && first != '[' && first != '"')
        return DocumentForm::Text;
    const qsizetype feed = head.indexOf('\n', begin);
    if (feed < 0 && !isAll)
        return head.size() > JsonOutline::maxBytes ? std::optional(DocumentForm::Json) : std::nullopt;
    const QByteArrayView line = head.sliced(begin, (feed < 0 ? head.size() : feed) - begin);
    const auto outline = JsonOutline::read(line);
    if (!outline) {
        // "[10:31] Agent: hello" and "\"Yes\", she said" are no JSON.
        const bool isCut = outline.error().code == QLatin1String("document_cut");
        return isCut || first == '{' ? DocumentForm::Json : DocumentForm::Text;
    }
    if (feed < 0)
        return DocumentForm::Json;
    const QByteArrayView rest = head.sliced(feed).trimmed();
    if (!rest.isEmpty())
        return DocumentForm::JsonLines;
    return isAll ? std::optional(DocumentForm::Json) : std::nullopt;
}

namespace {

constexpr qsizetype readBytes = 256 * 1024;
constexpr qsizetype mostPlaces = 100;

tl::unexpected<ApiError> tooLarge()
{
    return failure(ErrorKind::LimitExceeded, "document_size");
}

std::uint64_t pointsOf(QByteArrayView bytes)
{
    return codePoints(std::string_view(bytes.data(), std::size_t(bytes.size())));
}

/// Where lines begin, and the end of the last; what stands behind the last line feed only where it is `all`.
std::vector<qsizetype> lineStarts(QByteArrayView text, bool all)
{
    std::vector<qsizetype> starts{0};
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
        starts.push_back(at + 1);
    if (all && starts.back() < text.size())
        starts.push_back(text.size());
    return starts;
}

} // namespace

FileMasker::FileMasker(DocumentMasker &masker, QString interaction, std::stop_token stop)
    : m_masker(masker)
    , m_interaction(std::move(interaction))
    , m_stop(std::move(stop))
{
    m_context.now = QDateTime::currentDateTimeUtc();
}

Result<MaskTally> FileMasker::mask(const Read &read, std::optional<DocumentForm> form, const Take &take)
{
    TRY(found, detect(read, form));
    m_tally.form = *found;
    TRY(done,
        *found == DocumentForm::Json            ? maskWhole(read, take)
            : *found == DocumentForm::JsonLines ? maskJsonLines(read, take)
                                                : maskBlocks(read, take));
    return m_tally;
}

Result<bool> FileMasker::fill(const Read &read)
{
    if (m_stop.stop_requested())
        return failure(ErrorKind::Cancelled);
    if (m_isAll)
        return false;
    TRY(more, read(readBytes));
    m_isAll = more->isEmpty();
    m_bytes += *more;
    return !m_isAll;
}

Result<DocumentForm> FileMasker::detect(const Read &read, std::optional<DocumentForm> wanted)
{
    for (;;) {
        // What is packed would be masked as the text that it is not, and its contents would stay as they are.
        TRY_VOID(refusePacked(m_bytes));
        const bool hasBegun = m_isAll || !m_bytes.isEmpty();
        if (const auto form = wanted && hasBegun ? wanted : formatOfDocument(m_bytes, m_isAll); form && hasBegun)
            return *form;
        TRY_VOID(fill(read));
    }
}

Result<bool> FileMasker::pass(const MaskedPiece &piece, const Take &take)
{
    const MaskedDocument &document = piece.document;
    ++m_tally.documents;
    m_tally.strings += document.strings;
    for (std::size_t i = 0; i < m_tally.counts.size(); ++i)
        m_tally.counts[i] += document.counts[i];
    const bool isClean = document.isClean();
    if (!isClean) {
        ++m_tally.held;
        for (const DocumentLeak &leak : document.leaks) {
            if (m_tally.places.size() < mostPlaces)
                m_tally.places.append({piece.line, leak});
        }
    }
    TRY_VOID(take(piece, !isClean));
    return isClean;
}

Result<void> FileMasker::maskWhole(const Read &read, const Take &take)
{
    for (;;) {
        TRY(filled, fill(read));
        if (m_bytes.size() > JsonOutline::maxBytes)
            return tooLarge();
        if (!*filled)
            break;
    }
    TRY(document, m_masker.maskJson(m_bytes, m_context, m_interaction));
    const auto passed = pass({.document = *document, .ending = {}}, take);
    return passed ? Result<void>() : tl::unexpected(passed.error());
}

Result<void> FileMasker::maskJsonLines(const Read &read, const Take &take)
{
    qsizetype from = 0;
    qsizetype searched = 0;
    for (quint64 number = 1;; ++number) {
        qsizetype feed = m_bytes.indexOf('\n', searched);
        while (feed < 0 && !m_isAll) {
            m_bytes.remove(0, from);
            searched = m_bytes.size();
            from = 0;
            if (m_bytes.size() > JsonOutline::maxBytes)
                return tooLarge();
            TRY_VOID(fill(read));
            feed = m_bytes.indexOf('\n', searched);
        }
        if (m_stop.stop_requested())
            return failure(ErrorKind::Cancelled);
        const qsizetype next = feed < 0 ? m_bytes.size() : feed + 1;
        if (from == next)
            return {};
        const QByteArrayView line = QByteArrayView(m_bytes).sliced(from, (feed < 0 ? next : feed) - from);
        const QByteArrayView ending = QByteArrayView(m_bytes).sliced(feed < 0 ? next : feed, feed < 0 ? 0 : 1);
        from = searched = next;
        const bool isBlank = line.trimmed().isEmpty();
        MaskedDocument blank;
        blank.bytes = line.toByteArray();
        const auto document = isBlank
            ? Result<MaskedDocument>(std::move(blank))
            : m_masker.maskJson(line, m_context, m_interaction + u':' + QString::number(number));
        if (!document) {
            ApiError error = document.error();
            error.subject = QString::number(number);
            return failure(std::move(error));
        }
        const MaskedPiece piece{.document = *document, .ending = ending, .line = number};
        const auto passed = isBlank ? take(piece, false).map([] { return true; }) : pass(piece, take);
        if (!passed)
            return tl::unexpected(passed.error());
    }
}

Result<void> FileMasker::maskBlocks(const Read &read, const Take &take)
{
    MaskContext context = m_context;
    context.interactionId = m_interaction;
    std::uint32_t before = 0; // lines at the beginning that are out already
    qsizetype wanted = blockBytes;
    quint64 in = 0;
    quint64 out = 0;
    for (;;) {
        while (m_bytes.size() < wanted && !m_isAll) {
            TRY_VOID(fill(read));
        }
        const std::vector<qsizetype> starts = lineStarts(m_bytes, m_isAll);
        const auto lines = std::uint32_t(starts.size() - 1);
        const std::uint32_t end = m_isAll ? lines : lines > contextLines ? lines - contextLines : 0;
        if (end <= before && !m_isAll) {
            if (m_bytes.size() > JsonOutline::maxBytes)
                return tooLarge();
            wanted = m_bytes.size() + blockBytes;
            continue;
        }
        const QByteArrayView text = QByteArrayView(m_bytes).first(starts.back());
        TRY(document, m_masker.maskText(text, context, {.first = before, .end = end}));
        TRY(passed, pass({.document = *document, .ending = {}, .in = in, .out = out}, take));
        if (!*passed || m_isAll)
            return {};
        in += pointsOf(text.sliced(starts[before], starts[end] - starts[before]));
        out += pointsOf(document->bytes);
        const std::uint32_t kept = std::min<std::uint32_t>(end, contextLines);
        m_bytes.remove(0, starts[end - kept]);
        before = kept;
        wanted = m_bytes.size() + blockBytes;
    }
}

} // namespace muster
