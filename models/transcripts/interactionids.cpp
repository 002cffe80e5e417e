// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/interactionids.h"

#include "models/rules/foreignformat.h"
#include "models/sources/sourcetext.h"

#include <QSet>
#include <QUtf8StringView>
#include <algorithm>

namespace muster {

namespace {

bool parts(QChar c)
{
    return c.isSpace() || c == u',' || c == u';';
}

class Collector
{
public:
    void takeLine(QStringView line, qint64 number)
    {
        for (qsizetype at = 0; at < line.size();) {
            const qsizetype begin = at;
            while (at < line.size() && !parts(line[at]))
                ++at;
            take(line.sliced(begin, at - begin), number);
            ++at;
        }
    }
    [[nodiscard]] bool isFull() const
    {
        return list.ids.size() + list.malformed.size() + list.duplicates.size() > IdList::maxIds;
    }
    IdList list;

private:
    void take(QStringView text, qint64 line)
    {
        while (text.startsWith(u'"'))
            text = text.sliced(1);
        while (text.endsWith(u'"'))
            text.chop(1);
        if (text.isEmpty())
            return;
        const QString id = text.toString();
        const InteractionIdFault fault = interactionIdFault(id);
        const IdList::Place place{line, id.left(longestInteractionId), fault};
        if (fault != InteractionIdFault::None) {
            list.malformed.append(place);
        } else if (m_seen.contains(id)) {
            list.duplicates.append(place);
        } else {
            m_seen.insert(id);
            list.ids.append(id);
        }
    }

    QSet<QString> m_seen;
};

} // namespace

Result<IdList> IdList::parse(const QByteArray &utf8)
{
    if (!QUtf8StringView(utf8).isValidUtf8())
        return failure(ErrorKind::BadInput, "not_utf8");
    return parse(QString::fromUtf8(utf8));
}

Result<IdList> IdList::parse(QStringView text)
{
    if (text.startsWith(QChar(QChar::ByteOrderMark)))
        text = text.sliced(1);
    Collector collector;
    for (qint64 number = 1; !text.isEmpty(); ++number) {
        const qsizetype end = text.indexOf(u'\n');
        const QStringView line = end < 0 ? text : text.first(end);
        if (!line.trimmed().startsWith(u'#'))
            collector.takeLine(line, number);
        if (collector.isFull())
            return failure(ErrorKind::LimitExceeded, "too_many_ids");
        text = end < 0 ? QStringView() : text.sliced(end + 1);
    }
    return collector.list;
}

Result<IdList> IdList::read(const QString &path)
{
    TRY(file, openOutsideFile(path));
    const QByteArray bytes = (*file)->read(maxBytes + 1);
    if (bytes.size() > maxBytes)
        return failure(ErrorKind::LimitExceeded, "too_large", path);
    TRY_VOID(refuseForeign(bytes, path));
    auto list = parse(bytes);
    if (!list)
        list.error().subject = path;
    return list;
}

IdList IdList::of(const QStringList &texts)
{
    Collector collector;
    for (qsizetype at = 0; at < texts.size(); ++at)
        collector.takeLine(texts[at], at + 1);
    return collector.list;
}

InteractionIdList readInteractionIds(const QString &text)
{
    const auto read = IdList::parse(text);
    InteractionIdList list;
    if (!read) {
        list.error = read.error();
        return list;
    }
    list.ids = read->ids;
    list.repeated = read->duplicates.size();
    list.malformed = read->malformed.size();
    QList<IdList::Place> places; // both are by line
    std::ranges::merge(read->malformed, read->duplicates, std::back_inserter(places), {}, &IdList::Place::line,
                       &IdList::Place::line);
    for (const IdList::Place &place : places.mid(0, InteractionIdList::mostProblems)) {
        const bool repeated = place.fault == InteractionIdFault::None;
        list.problems << InteractionProblem{
            place.id, repeated ? InteractionProblem::Kind::Repeated : InteractionProblem::Kind::Malformed, place.fault,
            place.line};
    }
    return list;
}

} // namespace muster
