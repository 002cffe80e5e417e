// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/errorcatalogue.h"

#include "models/help/helppage.h"
#include "models/rules/criteria/criteriafield.h"
#include "models/rules/criteria/criteriarules.h"
#include "models/rules/enrich/enrichfindings.h"
#include "models/rules/exportrules.h"
#include "models/rules/lists/listverdict.h"
#include "models/text/criteriafindingtext.h"
#include "models/text/criteriawords.h"
#include "models/text/enrichtexts.h"
#include "models/text/errorcodes.h"
#include "models/text/errortexts.h"
#include "models/text/exporttexts.h"
#include "models/text/listtexts.h"
#include "models/text/maskingtexts.h"
#include "models/text/outcometexts.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>
#include <array>
#include <ranges>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

struct ErrorCatalogue
{
    Q_DECLARE_TR_FUNCTIONS(ErrorCatalogue)
};

struct ErrorChapter
{
    const char *title;
    const ErrorTable &table;
};

/// In the order of the page. Where two tables know a code, the words are those of the one that errorWords() asks last.
constexpr std::array errorChapters{
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Contact lists, directives and number lists"), listErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Recorded interactions"), extractionErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Comparing exports"), exportErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Scrubbing"), scrubErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Checking an upload"), uploadErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Scheduled work"), scheduleErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Names, options and filters"), namingErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Transcripts"), transcriptErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Audiences"), registerErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Estimates"), estimateErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Enrichment and webhooks"), enrichErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Masking"), maskingErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Team database"), teamErrors},
    ErrorChapter{QT_TRANSLATE_NOOP("ErrorCatalogue", "Files opened for a dry run"), fileErrors},
};

/// A sentence with a place for what it happened to, as text of Markdown.
QString sentence(const char *context, const char *text)
{
    QString words = QCoreApplication::translate(context, text);
    return words.replace(u"%1"_s, u"\u2026"_s).replace(u'*', u"\\*"_s);
}

QString entry(const QString &what, const QString &todo)
{
    return what % u"\n\n" % ErrorCatalogue::tr("**What to do:** %1").arg(todo) % u"\n\n";
}

QString kindTitle(ErrorKind kind)
{
    return errorWords({.kind = kind}).title % u" (" % errorKindKey(kind) % u')';
}

QString kinds()
{
    QString page
        = u"## %1\n\n%2\n\n"_s.arg(ErrorCatalogue::tr("Kinds of errors"),
                                   ErrorCatalogue::tr("Every error is one of these kinds. The word in parentheses is "
                                                      "its key in the history, in `--json` and in manifests."));
    for (const ErrorKind kind : allErrorKinds()) {
        const ErrorWords words = errorWords({.kind = kind});
        page += u"### %1\n\n"_s.arg(kindTitle(kind)) % entry(words.what, words.todo);
    }
    return page;
}

/// Codes of the general table; one that comes twice has the words of a case of its own each time.
QString generalCodes(const QSet<QString> &others)
{
    QMap<QString, QStringList> entries;
    for (const ErrorCodeRow &row : generalErrors.rows) {
        if (!others.contains(QLatin1String(row.code)))
            entries[QLatin1String(row.code)]
                << entry(sentence(generalErrors.context, row.what), sentence(generalErrors.context, row.todo));
    }
    QString page = u"## %1\n\n"_s.arg(ErrorCatalogue::tr("Runs, plans, backups and files"));
    for (auto it = entries.cbegin(); it != entries.cend(); ++it)
        page += u"### %1\n\n"_s.arg(it.key()) % it.value().join(ErrorCatalogue::tr("Or:") % u"\n\n");
    return page;
}

QString codeTitle(const char *code)
{
    const QString key = QLatin1String(code);
    return key.endsWith(u'_') ? QString(key % u"\u2026") : key; // stands for all that begin so
}

} // namespace

QString errorCataloguePage()
{
    QString page = u"# %1\n\n%2\n\n%3\n\n"_s.arg(
        ErrorCatalogue::tr("Errors and what to do"),
        ErrorCatalogue::tr("What Muster shows when something fails: what happened, to what, and what to do next. An "
                           "ellipsis stands for what it happened to. A server’s own words never appear here; the "
                           "window shows them in a separate box."),
        ErrorCatalogue::tr("Press F1 on an error in the window to open its entry here."));
    page += kinds();
    QSet<QString> seen;
    QStringList chapters;
    for (const ErrorChapter &one : errorChapters | std::views::reverse) {
        QMap<QString, QString> entries;
        for (const ErrorCodeRow &row : one.table.rows) {
            if (const QString title = codeTitle(row.code); !seen.contains(title) && !entries.contains(title))
                entries[title] = entry(sentence(one.table.context, row.what), sentence(one.table.context, row.todo));
        }
        QString chapter = u"## %1\n\n"_s.arg(ErrorCatalogue::tr(one.title));
        for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
            // An underscore before the dots would end an emphasis.
            chapter += u"### %1\n\n"_s.arg(QString(it.key()).replace(u"_\u2026"_s, u"\\_\u2026"_s)) % it.value();
            seen.insert(it.key());
        }
        chapters.prepend(chapter);
    }
    page += generalCodes(seen) % chapters.join(QString());
    return QString(page.trimmed() % u'\n');
}

QString errorHelpId(const ApiError &error)
{
    const auto at = [](const QString &title) { return QString(u"errors#" % helpAnchor(title)); };
    if (!error.code.isEmpty()) {
        for (const ErrorTable *table : errorTables()) {
            if (const ErrorCodeRow *row = table->find(error.code))
                return at(codeTitle(row->code));
        }
        if (generalErrors.find(error.code))
            return at(error.code);
    }
    return at(kindTitle(error.kind));
}

namespace {

using namespace Qt::StringLiterals;

struct FindingCatalogue
{
    Q_DECLARE_TR_FUNCTIONS(FindingCatalogue)
};

QString cell(QString text)
{
    return text.replace(u'|', u"\\|"_s).replace(u'*', u"\\*"_s).replace(u'\n', u' ');
}

/// A chapter with a table of two columns; with several where there is much, because a window lays out a table as a
/// whole.
class Chapter
{
public:
    Chapter(const QString &title, const QString &intro)
        : m_text(u"## %1\n\n%2\n"_s.arg(title, intro))
    {
    }
    void add(const QString &finding, const QString &meaning)
    {
        if (m_rows++ % mostRows == 0)
            m_text += u"\n| %1 | %2 |\n|---|---|\n"_s.arg(FindingCatalogue::tr("Finding"),
                                                          FindingCatalogue::tr("What it means"));
        m_text += u"| %1 | %2 |\n"_s.arg(cell(finding), cell(meaning));
    }
    [[nodiscard]] QString text() const { return m_text % u'\n'; }

private:
    static constexpr int mostRows = 12; ///< Of a table.

    QString m_text;
    int m_rows = 0;
};

/// A chapter of sentences that say all themselves.
QString listed(const QString &title, const QString &intro, const QStringList &sentences)
{
    QString text = u"## %1\n\n%2\n\n"_s.arg(title, intro);
    for (const QString &sentence : sentences)
        text += u"- %1\n"_s.arg(cell(sentence));
    return text % u'\n';
}

QString contacts()
{
    Chapter chapter(FindingCatalogue::tr("Contacts in a list"),
                    FindingCatalogue::tr("Why a contact has its verdict. A contact can have several."));
    for (int i = 0; i < listReasonCount; ++i)
        chapter.add(listReasonText(ListReason(i)), listReasonSentence(ListReason(i)));
    return chapter.text();
}

QString rows()
{
    Chapter chapter(FindingCatalogue::tr("Enrichment rows and cells"),
                    FindingCatalogue::tr("Why a row or cell of the file is invalid."));
    for (int i = 0; i < enrichRuleCount; ++i)
        chapter.add(enrichRuleText(EnrichRule(i)), enrichRuleSentence(EnrichRule(i)));
    return chapter.text();
}

QString mappings()
{
    Chapter chapter(
        FindingCatalogue::tr("Mappings"),
        FindingCatalogue::tr("What prevents a mapping from being used for a file and a list. The names are examples."));
    for (int i = 0; i < mappingFaultCount; ++i) {
        const MappingFault fault{quint8(i)};
        const QString detail = fault == MappingFault::BadConstant ? keyOf(EnrichRule::NotInteger) : u"x"_s;
        chapter.add(keyOf(fault), mappingFindingText({fault, 0, 0, u"Budget"_s, detail}));
    }
    return chapter.text();
}

/// An example that every finding of criteria can speak of.
CriteriaGroup exampleCriteria()
{
    const CriteriaCondition city{u"city"_s, CriteriaOperator::Equals, u"Lisbon"_s};
    const CriteriaCondition other{u"city"_s, CriteriaOperator::Equals, u"Porto"_s};
    return {CriteriaJoin::And, {{city}, {other}, {CriteriaGroup{}}}};
}

QString criteria()
{
    Chapter chapter(FindingCatalogue::tr("Audiences"),
                    FindingCatalogue::tr("Problems with criteria. An error prevents registering; warnings and notes "
                                         "don’t. The names are examples."));
    const CriteriaFields fields({{u"city"_s, CriteriaFieldType::Text, {}, {}}});
    for (int i = 0; i < criteriaFindingCodes; ++i) {
        using Code = CriteriaFinding::Code;
        CriteriaFinding finding;
        finding.code = Code(i);
        const bool isOfGroup = finding.code == Code::EmptyGroup || finding.code == Code::TooDeep;
        finding.path = {isOfGroup ? 2 : 1};
        const bool isOfTwo = finding.code == Code::Contradiction || finding.code == Code::Duplicate
            || finding.code == Code::AlwaysTrue || finding.code == Code::TrueWhenPresent;
        if (isOfTwo)
            finding.other = {0};
        finding.number = finding.code == Code::TooDeep ? criteriaDepthLimit + 1 : 501;
        finding.word = u"vip"_s;
        if (finding.code >= Code::NameMissing && finding.code <= Code::IdNoUuid)
            finding.part = CriteriaFinding::Part::Name;
        chapter.add(QString(keyOf(finding.code) % u" \u00b7 " % severityText(severityOf(finding.code))),
                    criteriaFindingText(finding, exampleCriteria(), fields));
    }
    return chapter.text();
}

QString criteriaTexts()
{
    QStringList sentences;
    for (int i = 0; i <= int(CriteriaFault::Code::NotExpressible); ++i) {
        CriteriaFault fault;
        fault.code = CriteriaFault::Code(i);
        fault.word = fault.code == CriteriaFault::Code::WrongType ? u"array"_s : u"equal"_s;
        sentences << criteriaFaultText(fault);
    }
    return listed(FindingCatalogue::tr("Criteria as JSON"),
                  FindingCatalogue::tr("Why a text can’t be read as criteria. The position is shown as well."),
                  sentences);
}

QString masking()
{
    QStringList sentences;
    for (int i = 0; i <= int(MaskReason::Code::NothingAlike); ++i) {
        MaskReason reason{Entity::Phone, MaskReason::Code(i), "order", 7};
        if (reason.code == MaskReason::Code::Masked)
            reason.argument = "phone.plan";
        else if (reason.code == MaskReason::Code::NoNumberingPlan)
            reason.argument = "US, GB";
        else if (reason.code == MaskReason::Code::TooFewDigits)
            reason.argument = "5";
        else if (reason.code == MaskReason::Code::TooManyDigits)
            reason = {Entity::Phone, reason.code, "19", 15};
        sentences << maskReasonText(reason);
    }
    return listed(FindingCatalogue::tr("Why a text is or isn’t masked"),
                  FindingCatalogue::tr("What the transcript viewer answers when you ask why, here for a phone number."),
                  sentences);
}

QString exports()
{
    using Code = ExportCheck::Code;
    using State = ExportCheck::State;
    Chapter chapter(FindingCatalogue::tr("Checks before an export"),
                    FindingCatalogue::tr("What is checked before anything is requested, and the message when a check "
                                         "fails. The names are examples."));
    const std::array<ExportCheck, 10> failed{
        {{Code::SegmentActive, State::Failed, {u"inactive"_s}},
         {Code::SegmentFresh, State::Failed, {u"259200"_s, u"86400"_s}},
         {Code::AttributesKnown, State::Failed, {u"fax"_s}},
         {Code::AttributesValid, State::Failed, {u"fax_number"_s}},
         {Code::FiltersFit, State::Failed, {u"city greater than"_s}},
         {Code::TargetWritable, State::Failed, {u"people.csv"_s, u"exists"_s}},
         {Code::WebhookAllowed, State::Failed, {u"example.org"_s, u"not_https"_s}},
         {Code::PageSizeAllowed, State::Failed, {u"5000"_s}},
         {Code::ColumnsTreated, State::Failed, {u"-1"_s, u"not_exported"_s, u"fax"_s}},
         {Code::DaysAllowed,
          State::Failed,
          {u"2026-03-01"_s, u"2026-03-20"_s, u"20"_s, u"1240"_s, u"30"_s, u"14"_s, u"too_old"_s}}}};
    for (const ExportCheck &check : failed) {
        const CheckWords words = checkWords(check);
        chapter.add(words.title, words.detail);
    }
    return chapter.text();
}

QString results()
{
    Chapter chapter(
        FindingCatalogue::tr("Run results"),
        FindingCatalogue::tr("What a run reports at its end besides its result. The three dots stand for a count."));
    for (const char *key : resultFindingKeys()) {
        QString text = findingText(QString(QLatin1String(key) % u":2"));
        text.replace(u'2', u"\u2026"_s);
        chapter.add(QLatin1String(key), text);
    }
    return chapter.text();
}

} // namespace

QString findingCataloguePage()
{
    QString page = u"# %1\n\n%2\n\n"_s.arg(
        FindingCatalogue::tr("Findings and what they mean"),
        FindingCatalogue::tr("Findings aren’t errors: they report what was seen, so that you can decide. For errors, "
                             "see [Errors and what to do](errors.md)."));
    page += contacts() % rows() % mappings() % exports() % criteria() % criteriaTexts() % masking() % results();
    return QString(page.trimmed() % u'\n');
}

} // namespace muster
