// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptworker.h"

#include "models/runs/run.h"
#include "models/store/durablefile.h"
#include "network/wire/transcript.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace muster {

namespace {

QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

QString textOf(const QJsonObject &said)
{
    const QJsonValue text = said.value(QLatin1String("text"));
    return text.isString() ? text.toString() : said.value(QLatin1String("body")).toObject()[u"text"].toString();
}

QString speakerOf(const QJsonObject &said)
{
    for (const char *name : {"speaker", "author", "role", "channelName", "userType"}) {
        if (const QJsonValue who = said.value(QLatin1String(name)); who.isString())
            return who.toString();
    }
    return QStringLiteral("?");
}

/// Everything else that is text, wherever it is.
void appendRest(const QJsonValue &value, const QString &name, QStringList &lines)
{
    if (value.isString()) {
        lines.append(oneLine(name) + QLatin1String(": ") + oneLine(value.toString()));
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array)
            appendRest(item, name, lines);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            appendRest(*it, it.key(), lines);
    }
}

} // namespace

QByteArray transcriptText(const QByteArray &maskedArtifact)
{
    const QJsonObject artifact = QJsonDocument::fromJson(maskedArtifact).object();
    QStringList lines;
    for (const char *name : {"interactionId", "mediaType", "timestamp"}) {
        if (const QJsonValue told = artifact.value(QLatin1String(name)); told.isString())
            lines.append(QLatin1String(name) + QLatin1String(": ") + oneLine(told.toString()));
    }
    lines.append(QString());
    QJsonObject transcript = artifact.value(QLatin1String("transcript")).toObject();
    for (const char *name : {"turns", "messages", "transcriptBlocks"}) {
        const QJsonValue said = transcript.take(QLatin1String(name));
        const QJsonArray array = said.toArray();
        for (const QJsonValue &one : array)
            lines.append(oneLine(speakerOf(one.toObject())) + QLatin1String(": ") + oneLine(textOf(one.toObject())));
    }
    appendRest(transcript, {}, lines);
    return lines.join(u'\n').toUtf8() + '\n';
}

namespace {

constexpr quint64 longestText = 500;

/// The next step of "$.a[3]..."; Undefined for a form that is not followed.
QJsonValue step(const QJsonValue &value, QStringView &path)
{
    if (path.startsWith(u'[')) {
        const qsizetype end = path.indexOf(u']');
        bool good = false;
        const qsizetype index = end < 0 ? -1 : path.sliced(1, end - 1).toLongLong(&good);
        if (!good || !value.isArray() || index < 0 || index >= value.toArray().size())
            return QJsonValue(QJsonValue::Undefined);
        path = path.sliced(end + 1);
        return value.toArray().at(index);
    }
    if (!path.startsWith(u'.') || !value.isObject())
        return QJsonValue(QJsonValue::Undefined);
    path = path.sliced(1);
    qsizetype end = 0;
    while (end < path.size() && path[end] != u'.' && path[end] != u'[')
        ++end;
    const QJsonValue next = value.toObject().value(path.first(end));
    path = path.sliced(end);
    return next;
}

} // namespace

ReviewTexts::ReviewTexts(const QByteArray &artifact)
    : m_root(QJsonDocument::fromJson(artifact).object())
{
}

std::u32string ReviewTexts::textAt(const std::string &path) const
{
    const QString text = QString::fromStdString(path);
    QStringView rest(text);
    if (!rest.startsWith(u'$'))
        return {};
    rest = rest.sliced(1);
    QJsonValue value = m_root;
    while (!rest.isEmpty() && !value.isUndefined())
        value = step(value, rest);
    return value.toString().toStdU32String();
}

QString ReviewTexts::at(const std::string &path, bool inKey, quint64 begin, quint64 end) const
{
    const std::u32string text = inKey ? std::u32string() : textAt(path);
    if (end < begin || end > text.size())
        return {};
    return QString::fromUcs4(text.data() + begin, qsizetype(std::min(end - begin, longestText)));
}

std::pair<QString, QString> ReviewTexts::around(const std::string &path, quint64 begin, quint64 end) const
{
    const std::u32string text = textAt(path);
    if (end < begin || end > text.size())
        return {};
    const quint64 most = ReviewItem::around;
    const quint64 from = begin < most ? 0 : begin - most;
    return {QString::fromUcs4(text.data() + from, qsizetype(begin - from)),
            QString::fromUcs4(text.data() + end, qsizetype(std::min(most, text.size() - end)))};
}

namespace {

constexpr std::size_t keptPlaces = 100;

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

TranscriptWorker::TranscriptWorker(Setup setup, std::optional<DocumentMasker> masker)
    : m_setup(std::move(setup))
    , m_masker(std::move(masker))
{
}

Result<std::shared_ptr<TranscriptWorker>>
TranscriptWorker::make(Setup setup, const std::shared_ptr<const MaskEngine> &engine, const Secret &key)
{
    std::optional<DocumentMasker> masker;
    if (engine) {
        TRY(made, DocumentMasker::make(engine, key));
        masker.emplace(*std::move(made));
    }
    return std::shared_ptr<TranscriptWorker>(new TranscriptWorker(std::move(setup), std::move(masker)));
}

Result<QList<TranscriptArtifact>> TranscriptWorker::cut(const QByteArray &body, const QString &interactionId) const
{
    return m_setup.codec->artifacts(body, interactionId);
}

void TranscriptWorker::hold(Piece &piece, const std::vector<DocumentLeak> &leaks) const
{
    piece.result.fate = TranscriptFate::Held;
    piece.masked.clear();
    piece.review.clear();
    for (const DocumentLeak &leak : leaks) {
        if (piece.result.held.size() == keptPlaces)
            return;
        piece.result.held.push_back({QString::fromStdString(leak.path), leak.begin, leak.end, leak.entity, leak.sign});
    }
}

void TranscriptWorker::keepReview(const TranscriptArtifact &artifact, const MaskedDocument &document,
                                  Piece &piece) const
{
    std::optional<ReviewTexts> texts, masked;
    for (const DocumentFinding &finding : document.findings) {
        if (finding.score >= reviewScore)
            continue;
        if (piece.review.size() == m_setup.reviewItems)
            return;
        if (!texts) {
            texts.emplace(artifact.json);
            masked.emplace(document.bytes);
        }
        const std::string &path = document.paths[finding.path];
        const auto [before, after] = masked->around(path, finding.outBegin, finding.outEnd);
        piece.review.append({.interactionId = artifact.interactionId,
                             .path = QString::fromStdString(path),
                             .outBegin = finding.outBegin,
                             .outEnd = finding.outEnd,
                             .entity = finding.entity,
                             .rule = QString::fromStdString(document.rules[finding.rule]),
                             .score = int(finding.score),
                             .original = texts->at(path, finding.inKey, finding.begin, finding.end),
                             .before = before,
                             .after = after});
    }
}

void TranscriptWorker::keepHeld(const TranscriptArtifact &artifact, const MaskedDocument &document, Piece &piece) const
{
    const ReviewTexts masked(document.bytes);
    for (const DocumentLeak &leak : document.leaks) {
        if (piece.review.size() == m_setup.reviewItems)
            return;
        const auto [before, after] = masked.around(leak.path, leak.begin, leak.end);
        const std::string_view sign = leakSignKey(leak.sign);
        piece.review.append({.interactionId = artifact.interactionId,
                             .path = QString::fromStdString(leak.path),
                             .outBegin = leak.begin,
                             .outEnd = leak.end,
                             .entity = leak.entity,
                             .rule = QStringLiteral("second.") + QLatin1String(sign.data(), qsizetype(sign.size())),
                             .score = 0,
                             .original = masked.at(leak.path, leak.inKey, leak.begin, leak.end),
                             .before = before,
                             .after = after,
                             .isHeld = true});
    }
}

bool TranscriptWorker::makeText(const QByteArray &masked, const QString &id, QByteArray &output, Piece &piece)
{
    // Joined to lines, what is clean by itself may make something new: the text is masked and looked at once more.
    const auto text = m_masker->maskText(transcriptText(masked), MaskContext{id, m_setup.now});
    if (!text) {
        piece.result.fate = TranscriptFate::Failed;
        piece.result.error = text.error();
        return false;
    }
    if (!text->isClean()) {
        hold(piece, text->leaks);
        return false;
    }
    output = text->bytes;
    return true;
}

void TranscriptWorker::mask(const TranscriptArtifact &artifact, Piece &piece, QByteArray &output)
{
    QElapsedTimer timer;
    timer.start();
    const auto document = m_masker->maskJson(artifact.json, MaskContext{artifact.interactionId, m_setup.now});
    piece.masking = std::chrono::microseconds(timer.nsecsElapsed() / 1000);
    if (!document) {
        piece.result.fate = TranscriptFate::Failed;
        piece.result.error = document.error();
        return;
    }
    piece.result.counts = document->counts;
    if (!document->isClean()) {
        hold(piece, document->leaks);
        return keepHeld(artifact, *document, piece);
    }
    piece.masked = document->bytes;
    keepReview(artifact, *document, piece);
    output = document->bytes;
    if (m_setup.format == TranscriptFormat::Text && !makeText(document->bytes, artifact.interactionId, output, piece))
        return;
    piece.result.bytes = output.size();
    piece.result.sha256 = sha256(output);
    piece.side = findingsJson(m_setup.binding, piece.result, &*document);
}

Result<TranscriptWorker::Piece> TranscriptWorker::take(const TranscriptArtifact &artifact)
{
    const QString name = m_setup.names.value(artifact.interactionId);
    Q_ASSERT_X(!name.isEmpty(), "TranscriptWorker::take", "an interaction that nobody asked for");
    Piece piece;
    piece.receivedBytes = artifact.json.size();
    piece.result.interactionId = artifact.interactionId;
    piece.result.mediaType = artifact.mediaType;
    piece.result.timestamp = artifact.timestamp;
    piece.result.file = name + (m_setup.format == TranscriptFormat::Text ? u".txt" : u".json");
    piece.result.findingsFile = name + u".findings.json";
    QByteArray output;
    if (m_masker) {
        mask(artifact, piece, output);
    } else {
        output = m_setup.format == TranscriptFormat::Text ? transcriptText(artifact.json) : artifact.json;
        piece.result.bytes = output.size();
        piece.result.sha256 = sha256(output);
        piece.side = findingsJson(m_setup.binding, piece.result, nullptr);
    }
    if (piece.result.fate != TranscriptFate::Written) {
        piece.result.file.clear();
        piece.result.findingsFile.clear();
        piece.side.clear();
        return piece;
    }
    TRY_VOID(writeFileDurably(QDir(m_setup.folder).filePath(piece.result.file), output));
    return piece;
}

Result<void> TranscriptWorker::commit(const Piece &piece) const
{
    return writeFileDurably(QDir(m_setup.folder).filePath(piece.result.findingsFile), piece.side);
}

} // namespace muster
