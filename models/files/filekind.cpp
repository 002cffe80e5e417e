// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/files/filekind.h"

#include "models/rules/foreignformat.h"
#include "models/runs/lists/read/contactcsvreader.h"
#include "models/sources/tableformat.h"
#include "network/wire/mapped.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>
#include <algorithm>
#include <vector>

namespace muster {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Of a number, true, false or null.
bool isScalarByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+' || c == '.' || c == 'E';
}

class Look
{
public:
    explicit Look(QByteArrayView text)
        : m_text(text)
    {
    }

    JsonHead run()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at]))
            ++m_at;
        if (m_at == m_text.size() || (m_text[m_at] != '{' && m_text[m_at] != '['))
            return m_head;
        m_head.isObject = m_text[m_at] == '{';
        m_head.isArray = !m_head.isObject;
        while (m_at < m_text.size() && m_head.end < 0 && m_head.wrong < 0)
            step();
        return m_head;
    }

private:
    void step()
    {
        const char c = m_text[m_at];
        if (c == '"')
            return string();
        if (c == '{' || c == '[')
            open(c);
        else if (c == '}' || c == ']')
            close(c);
        else if (c == ',')
            m_atKey = m_open.back() == '{';
        else if (c == ':' ? m_open.back() != '{' : !isBlank(c) && (m_atKey || !isScalarByte(c)))
            m_head.wrong = m_at;
        ++m_at;
    }

    void open(char bracket)
    {
        if (m_atKey || std::ssize(m_open) == JsonHead::maxDepth) {
            m_head.wrong = m_at;
            return;
        }
        if (isLooked())
            m_head.isFlat = false;
        m_open.push_back(bracket);
        m_atKey = bracket == '{';
    }

    void close(char bracket)
    {
        if (m_open.back() != (bracket == '}' ? '{' : '[')) {
            m_head.wrong = m_at;
            return;
        }
        if (isLooked())
            m_isSeen = true;
        m_open.pop_back();
        m_atKey = false;
        if (m_open.empty())
            m_head.end = m_at + 1;
    }

    void string()
    {
        const qsizetype begin = m_at + 1;
        qsizetype end = begin;
        while (end < m_text.size() && m_text[end] != '"')
            end += m_text[end] == '\\' ? 2 : 1;
        m_at = end + 1;
        if (end >= m_text.size())
            return; // cut
        if (m_atKey && isLooked() && m_head.members.size() < JsonHead::maxMembers)
            m_head.members << m_text.sliced(begin, end - begin).toByteArray();
        m_atKey = false;
    }

    /// Within the object whose members are told.
    bool isLooked() const
    {
        return !m_isSeen && std::ssize(m_open) == (m_head.isObject ? 1 : 2) && m_open.back() == '{';
    }

    const QByteArrayView m_text;
    qsizetype m_at = 0;
    std::vector<char> m_open; ///< Brackets.
    bool m_atKey = false; ///< A name comes next.
    bool m_isSeen = false; ///< The object is over.
    JsonHead m_head;
};

} // namespace

JsonHead lookAtJson(QByteArrayView text)
{
    return Look(text).run();
}

namespace {

using Sign = FileGuess::Sign;

Result<FileGuess> refused(const char *code, const QString &subject, const QString &detail = {})
{
    return failure(
        {.kind = ErrorKind::BadInput, .code = QString::fromLatin1(code), .detail = detail, .subject = subject});
}

QByteArray asUtf8(const QByteArray &head, SourceEncoding encoding)
{
    if (encoding == SourceEncoding::Utf16LittleEndian || encoding == SourceEncoding::Utf16BigEndian) {
        QStringDecoder decoder(encoding == SourceEncoding::Utf16LittleEndian ? QStringDecoder::Utf16LE
                                                                             : QStringDecoder::Utf16BE);
        const QString text = decoder(head);
        return text.toUtf8();
    }
    return head.startsWith("\xEF\xBB\xBF") ? head.sliced(3) : head;
}

/// Text has line ends and tabs, but hardly any other control character, and no zero.
bool isBinary(const QByteArray &text)
{
    const auto controls = std::count_if(text.cbegin(), text.cend(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && !QByteArrayView("\t\r\n\f\v\x1b").contains(c)) || c == 0x7f;
    });
    return text.contains('\0') || controls * 100 > text.size();
}

/// A file that Muster itself wrote says so in its first member: {"format": "muster-policy", ...
QString ownFormat(const QByteArray &text)
{
    static const QRegularExpression format(QStringLiteral(R"re(^\s*\{\s*"format"\s*:\s*"(muster-[a-z-]{1,40})")re"));
    return format.match(QString::fromUtf8(text.left(200))).captured(1);
}

bool isTableName(const QString &name)
{
    return name.endsWith(u".csv", Qt::CaseInsensitive) || name.endsWith(u".tsv", Qt::CaseInsensitive);
}

/// Columns that say who a contact is and how to reach him; all others are for a CRM.
bool isOfContacts(const QString &column)
{
    static const QStringList names{
        QStringLiteral("firstname"),   QStringLiteral("lastname"), QStringLiteral("name"),
        QStringLiteral("fullname"),    QStringLiteral("email"),    QStringLiteral("country"),
        QStringLiteral("countrycode"), QStringLiteral("region"),   QStringLiteral("language"),
        QStringLiteral("timezone"),    QStringLiteral("consent"),  QStringLiteral("optout")};
    QString plain = column.trimmed().toLower();
    plain.remove(u' ').remove(u'-').remove(u'_');
    return plain.isEmpty() || names.contains(plain);
}

/// The lines that are not cut.
QByteArray wholeLines(const QByteArray &text, bool isWhole)
{
    return isWhole ? text : text.left(std::max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

FileGuess guessOfTable(const QByteArray &rows)
{
    auto device = std::make_unique<QBuffer>();
    device->setData(rows);
    device->open(QIODevice::ReadOnly);
    const Result<ContactCsvReader::Preview> preview = ContactCsvReader::preview(std::move(device));
    if (!preview) // its page says what is wrong with it
        return {.kind = FileKind::Contacts, .sign = Sign::Table};
    const QStringList &header = preview->header;
    if (preview->phoneColumn >= 0) {
        const auto more = std::count_if(header.cbegin(), header.cend(), [&](const QString &column) {
            return column != header[preview->phoneColumn] && column != header.value(preview->idColumn)
                && !isOfContacts(column);
        });
        return {.kind = FileKind::Contacts,
                .isCertain = more == 0,
                .sign = Sign::Numbers,
                .subject = header[preview->phoneColumn]};
    }
    if (preview->idColumn >= 0 && header.size() > 1) {
        return {.kind = FileKind::CrmData, .isCertain = true, .sign = Sign::Ids, .subject = header[preview->idColumn]};
    }
    return {.kind = FileKind::CrmData, .sign = Sign::Table};
}

/// The first of `known` that the text has.
QString firstMember(const JsonHead &json, std::initializer_list<const char *> known)
{
    const auto found = std::find_if(known.begin(), known.end(), [&](const char *name) { return json.has(name); });
    return found == known.end() ? QString() : QString::fromLatin1(*found);
}

bool isJsonLogic(const JsonHead &json)
{
    static const QByteArrayList operations{"and", "or", "==", "===", "!=", "!==", ">", "<", "in"};
    return json.isObject && json.members.size() == 1 && operations.contains(json.members.first());
}

FileGuess guessOfJson(const JsonHead &json, const QByteArray &text, bool isWhole)
{
    const auto told = [](FileKind kind, const QString &member) {
        return FileGuess{.kind = kind, .isCertain = true, .sign = Sign::Member, .subject = member};
    };
    if (json.isObject && json.has("criteria"))
        return told(FileKind::Criteria, QStringLiteral("criteria"));
    if (json.isObject && json.has("operator") && json.has("conditions"))
        return told(FileKind::Criteria, QStringLiteral("conditions"));
    if (const QString member
        = firstMember(json, {"transcript", "turns", "utterances", "messages", "transcriptBlocks", "interactionId"});
        !member.isEmpty())
        return told(FileKind::Transcript, member);
    if (json.has("speaker") && json.has("text"))
        return told(FileKind::Transcript, QStringLiteral("speaker"));
    if (isJsonLogic(json))
        return told(FileKind::Criteria, QString::fromLatin1(json.members.first()));
    // An object a line is a table; a lone one that fits in a line may be a table of one row.
    const bool isLine = json.isObject && json.end > 0 && !text.left(json.end).trimmed().contains('\n');
    if (isLine && json.isFlat && !json.members.isEmpty()) {
        FileGuess guess = guessOfTable(wholeLines(text, isWhole));
        guess.isCertain = guess.isCertain && !text.sliced(json.end).trimmed().isEmpty();
        return guess;
    }
    return {.kind = FileKind::Transcript};
}

/// How many of the lines that say anything begin with a name and a colon: "Agent: ", "[10:31] Mrs Miller: ".
double shareOfSpeakers(const QByteArray &text)
{
    static const QRegularExpression speaker(
        QStringLiteral(R"(^\s*(?:[\[(]?\d[\d:.,TZ/ -]{0,30}[\])]?\s*)?\p{L}[\p{L}\p{N} ._'()-]{0,40}:(?:\s|$))"),
        QRegularExpression::UseUnicodePropertiesOption);
    int lines = 0, speakers = 0;
    for (const QByteArray &line : text.split('\n').mid(0, 200)) {
        if (line.trimmed().isEmpty())
            continue;
        ++lines;
        speakers += speaker.match(QString::fromUtf8(line.left(200))).hasMatch() ? 1 : 0;
    }
    return lines > 0 ? double(speakers) / lines : 0;
}

FileGuess guessOfText(const QByteArray &lines, const QString &name)
{
    const bool isNamedTable = isTableName(name);
    const double speakers = shareOfSpeakers(lines);
    if (speakers >= 0.5 && !isNamedTable)
        return {.kind = FileKind::Transcript, .isCertain = speakers >= 0.8, .sign = Sign::Speakers};
    FileGuess table = guessOfTable(lines);
    if (isNamedTable)
        return table;
    // Prose with a comma in each line looks like a table, and a list of numbers like none.
    table.isCertain = table.isCertain && guessTableFormat(lines).separatorIsCertain && table.sign == Sign::Numbers;
    if (table.sign == Sign::Numbers || guessTableFormat(lines).separatorIsCertain)
        return table;
    return {.kind = FileKind::Transcript};
}

} // namespace

Result<FileGuess> guessFileKind(const QByteArray &head, bool isWhole, const QString &name)
{
    TRY_VOID(refuseForeign(head, name));
    const QByteArray text = asUtf8(head, guessTableFormat(head).format.encoding);
    if (text.trimmed().isEmpty())
        return refused(isWhole || text.isEmpty() ? "file_empty" : "file_long_line", name);
    if (isBinary(text))
        return refused("file_binary", name);
    if (const QString own = ownFormat(text); !own.isEmpty())
        return refused("file_own", own);
    const JsonHead json = lookAtJson(text);
    // "[10.31] Agent: hello" is no JSON; what opens an object and has a member is meant to be some.
    const QByteArray behind = json.end < 0 ? QByteArray() : text.sliced(json.end);
    const bool isProse = json.isArray && !behind.left(behind.indexOf('\n')).trimmed().isEmpty();
    if ((json.isObject || json.isArray) && json.wrong < 0 && !isProse)
        return guessOfJson(json, text, isWhole);
    if (json.isObject && !json.members.isEmpty())
        return refused("file_broken_json", name, QString::number(json.wrong));
    if (!isWhole && !text.contains('\n') && !text.contains('\r'))
        return refused("file_long_line", name);
    return guessOfText(wholeLines(text, isWhole), name);
}

Result<FileGuess> guessFileKind(const QString &file)
{
    const auto failed = [&file](const char *code) { return Result<FileGuess>(failure(ErrorKind::File, code, file)); };
    const QFileInfo info(file);
    if (!info.exists())
        return failed("not_found");
    if (info.isDir())
        return failed("file_folder");
    if (!info.isFile())
        return failed("file_special");
    QFile device(file);
    if (!device.open(QIODevice::ReadOnly))
        return failed("not_readable");
    const QByteArray head = device.read(fileKindBytes);
    if (device.error() != QFileDevice::NoError)
        return failed("not_readable");
    return guessFileKind(head, head.size() == info.size() || device.atEnd(), info.fileName());
}

namespace {

QList<LookedFile> noneOf(const QStringList &files, const ApiError &error)
{
    return mapped(files, [&](const QString &file) { return LookedFile{file, tl::unexpected(error)}; });
}

} // namespace

FileLook::FileLook(QObject *parent)
    : QObject(parent)
    , m_job([this](const QList<LookedFile> &files) { Q_EMIT looked(files); },
            [this](const ApiError &thrown) { Q_EMIT looked(noneOf(m_asked, thrown)); })
{
}

void FileLook::request(const QStringList &files)
{
    m_asked = files;
    m_job.start([files](const std::stop_token &stop) {
        QList<LookedFile> answer;
        for (const QString &file : files) {
            if (stop.stop_requested())
                break;
            answer << LookedFile{file, guessFileKind(file)};
        }
        return answer;
    });
}

} // namespace muster
