// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/errorcatalogue.h"

#include "models/help/helppage.h"
#include "models/text/enricherrors.h"
#include "models/text/errorcodes.h"
#include "models/text/errortexts.h"
#include "models/text/estimateerrors.h"
#include "models/text/fileerrors.h"
#include "models/text/listerrors.h"
#include "models/text/maskingerrors.h"
#include "models/text/namingerrors.h"
#include "models/text/registererrors.h"
#include "models/text/transcripterrors.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>
#include <array>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

struct ErrorCatalogue
{
    Q_DECLARE_TR_FUNCTIONS(ErrorCatalogue)
};

struct Table
{
    const char *context;
    const char *title;
    std::span<const WordsRow> rows;
};

/// In the order of the page. Where two know a code, the words are those of the one that errorWords() asks last.
std::array<Table, 8> tables()
{
    return {Table{"ListErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Contact lists, directives and number lists"),
                  listErrorRows()},
            Table{"NamingErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Names, options and filters"), namingErrorRows()},
            Table{"TranscriptErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Transcripts"), transcriptErrorRows()},
            Table{"RegisterErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Audiences"), registerErrorRows()},
            Table{"EstimateErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Estimates"), estimateErrorRows()},
            Table{"EnrichErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Enrichment and webhooks"), enrichErrorRows()},
            Table{"MaskingErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Masking"), maskingErrorRows()},
            Table{"FileErrors", QT_TRANSLATE_NOOP("ErrorCatalogue", "Files opened for a dry run"), fileErrorRows()}};
}

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
    QString page = u"## %1\n\n%2\n\n"_s.arg(
        ErrorCatalogue::tr("Kinds of errors"),
        ErrorCatalogue::tr("Every error is of one of these kinds. The word in brackets is its key in the history, in "
                           "`--json` and in manifests."));
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
    for (const ErrorCodeRow &row : errorCodeRows()) {
        if (!others.contains(QLatin1String(row.code)))
            entries[QLatin1String(row.code)]
                << entry(sentence("ErrorTexts", row.what), sentence("ErrorTexts", row.todo));
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
        ErrorCatalogue::tr("What Muster says when something did not work: what happened, to what, and what to do next. "
                           "The three dots stand for what it happened to. Words of a server never stand here: in the "
                           "window they are in a box of their own."),
        ErrorCatalogue::tr("An error in the window opens its place here with F1."));
    page += kinds();
    QSet<QString> seen;
    QStringList chapters;
    const auto all = tables();
    for (auto table = all.crbegin(); table != all.crend(); ++table) {
        QMap<QString, QString> entries;
        for (const WordsRow &row : table->rows) {
            if (const QString title = codeTitle(row.code); !seen.contains(title) && !entries.contains(title))
                entries[title]
                    = entry(sentence(table->context, row.words.what), sentence(table->context, row.words.todo));
        }
        QString chapter = u"## %1\n\n"_s.arg(ErrorCatalogue::tr(table->title));
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
        for (const Table &table : tables()) {
            for (const WordsRow &row : table.rows) {
                if (findWords({&row, 1}, error.code))
                    return at(codeTitle(row.code));
            }
        }
        for (const ErrorCodeRow &row : errorCodeRows()) {
            if (error.code == QLatin1String(row.code))
                return at(error.code);
        }
    }
    return at(kindTitle(error.kind));
}

} // namespace muster
