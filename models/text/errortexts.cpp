// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errortexts.h"

#include "models/text/errorcodes.h"
#include "models/text/plaintext.h"
#include "models/text/timetexts.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace muster {

namespace {

struct KindRow
{
    ErrorKind kind;
    const char *title;
    const char *what; ///< %1: what it happened to, in quotation marks.
    const char *whatAlone; ///< The same when it is not known to what.
    const char *todo;
};

struct KindErrors
{
    Q_DECLARE_TR_FUNCTIONS(ErrorTexts)

public:
    static constexpr KindRow rows[]{
        {ErrorKind::Cancelled, QT_TR_NOOP("Cancelled"), QT_TR_NOOP("The work on %1 was cancelled."),
         QT_TR_NOOP("The work was cancelled."), QT_TR_NOOP("Start it again when you are ready.")},
        {ErrorKind::NotSent, QT_TR_NOOP("Can’t reach the server"),
         QT_TR_NOOP("Muster could not connect to %1, so nothing was sent."),
         QT_TR_NOOP("Muster could not connect, so nothing was sent."),
         QT_TR_NOOP("Check the address in the connection and whether this computer is online, then try again.")},
        {ErrorKind::ConnectionLost, QT_TR_NOOP("Connection lost"),
         QT_TR_NOOP(
             "The connection was lost while working on %1. What the server did with the last request is not known."),
         QT_TR_NOOP("The connection was lost. What the server did with the last request is not known."),
         QT_TR_NOOP("Check the network, then try again or resume the run.")},
        {ErrorKind::TimedOut, QT_TR_NOOP("The server did not answer in time"),
         QT_TR_NOOP("%1 was not answered within the time limit."),
         QT_TR_NOOP("The request was not answered within the time limit."),
         QT_TR_NOOP("Try again later, or raise the time limits in the connection.")},
        {ErrorKind::TlsRefused, QT_TR_NOOP("The connection is not secure"),
         QT_TR_NOOP("The certificate or protocol of %1 is not accepted, so nothing was sent."),
         QT_TR_NOOP("The server’s certificate or protocol is not accepted, so nothing was sent."),
         QT_TR_NOOP("Ask your administrator. You can add your own certificate authority in the connection.")},
        {ErrorKind::ProxyRefused, QT_TR_NOOP("The proxy stopped the request"),
         QT_TR_NOOP("A proxy between this computer and %1 refused the request or answered instead of the server."),
         QT_TR_NOOP("A proxy refused the request or answered instead of the server."),
         QT_TR_NOOP("Sign in to the proxy or ask for an exception for the server’s address, then try again.")},
        {ErrorKind::AddressRefused, QT_TR_NOOP("Address refused"),
         QT_TR_NOOP("The address %1 is not allowed, so nothing was sent."),
         QT_TR_NOOP("The address is not allowed, so nothing was sent."),
         QT_TR_NOOP("Use an https address of the tenant. Plain http is only for this computer’s own sandbox.")},
        {ErrorKind::RedirectRefused, QT_TR_NOOP("The server redirects elsewhere"),
         QT_TR_NOOP("The server redirected the request for %1 to another address. Muster did not follow it."),
         QT_TR_NOOP("The server redirected the request to another address. Muster did not follow it."),
         QT_TR_NOOP("Check the base URL of the connection.")},
        {ErrorKind::Throttled, QT_TR_NOOP("Throttled by the server"),
         QT_TR_NOOP("The server asked Muster to wait longer than it may for %1."),
         QT_TR_NOOP("The server asked Muster to wait longer than it may."),
         QT_TR_NOOP("Wait, then resume. Nothing is lost.")},
        {ErrorKind::SignInNeeded, QT_TR_NOOP("Sign-in refused"),
         QT_TR_NOOP("The server refused the credentials for %1."), QT_TR_NOOP("The server refused the credentials."),
         QT_TR_NOOP("Check the client ID and enter the client secret again under Connections.")},
        {ErrorKind::Forbidden, QT_TR_NOOP("Not permitted"),
         QT_TR_NOOP("These credentials don’t have permission for %1."),
         QT_TR_NOOP("These credentials don’t have permission for this."),
         QT_TR_NOOP("Ask the tenant’s administrator for the missing permission, then test the connection.")},
        {ErrorKind::NotFound, QT_TR_NOOP("Not found"), QT_TR_NOOP("The server does not know %1."),
         QT_TR_NOOP("The server does not know the requested item."),
         QT_TR_NOOP("It may have been deleted. Refresh the table.")},
        {ErrorKind::Conflict, QT_TR_NOOP("Changed in the meantime"),
         QT_TR_NOOP("%1 was changed by someone else, or a run on it is not finished."),
         QT_TR_NOOP("Someone else changed what you wanted to change."), QT_TR_NOOP("Refresh it and decide again.")},
        {ErrorKind::Invalid, QT_TR_NOOP("The server refused the request"),
         QT_TR_NOOP("The server refused the request for %1 as incorrect."),
         QT_TR_NOOP("The server refused the request as incorrect."),
         QT_TR_NOOP("Correct what is listed, then try again. Repeating it unchanged will not help.")},
        {ErrorKind::TooLarge, QT_TR_NOOP("Too large for the server"),
         QT_TR_NOOP("The request for %1 is too large for the server."),
         QT_TR_NOOP("The request is too large for the server."), QT_TR_NOOP("Choose a smaller page or batch size.")},
        {ErrorKind::Refused, QT_TR_NOOP("The server refused the request"),
         QT_TR_NOOP("The server does not accept this request for %1."),
         QT_TR_NOOP("The server does not accept this request."),
         QT_TR_NOOP("Check that the connection’s addresses belong to this server. If they do, report this with the "
                    "request ID.")},
        {ErrorKind::ServerTrouble, QT_TR_NOOP("The server is having problems"),
         QT_TR_NOOP("The server failed several times in a row on %1."),
         QT_TR_NOOP("The server failed several times in a row."),
         QT_TR_NOOP("Try again later. A run can be resumed where it stopped.")},
        {ErrorKind::BreakerOpen, QT_TR_NOOP("Halted after repeated failures"),
         QT_TR_NOOP("The server failed five times in a row, so Muster stopped sending requests for %1."),
         QT_TR_NOOP("The server failed five times in a row, so Muster stopped sending requests."),
         QT_TR_NOOP("When the server works again, resume the run. That allows requests again.")},
        {ErrorKind::NotFromApi, QT_TR_NOOP("Answer not from the server"),
         QT_TR_NOOP("Something other than the server answered for %1, for example a sign-in page."),
         QT_TR_NOOP("Something other than the server answered, for example a sign-in page."),
         QT_TR_NOOP("Check the base URL and whether a proxy or captive portal is in between.")},
        {ErrorKind::BrokenBody, QT_TR_NOOP("Damaged answer"),
         QT_TR_NOOP("The answer for %1 was cut off or damaged more than once."),
         QT_TR_NOOP("The answer was cut off or damaged more than once."),
         QT_TR_NOOP("Try again or resume. If this keeps happening, report it with the request ID.")},
        {ErrorKind::UnexpectedShape, QT_TR_NOOP("Unexpected answer"),
         QT_TR_NOOP("The answer for %1 doesn’t have this server’s format."),
         QT_TR_NOOP("The answer doesn’t have this server’s format."),
         QT_TR_NOOP("Check that the connection’s API flavor fits this server. Report it with the request ID.")},
        {ErrorKind::LimitExceeded, QT_TR_NOOP("Over the limit"), QT_TR_NOOP("%1 is larger than Muster accepts."),
         QT_TR_NOOP("The answer is larger than Muster accepts."),
         QT_TR_NOOP("Choose a smaller page size, then resume.")},
        {ErrorKind::LookOnly, QT_TR_NOOP("Read-only"),
         QT_TR_NOOP("This connection is read-only, so %1 was not changed."),
         QT_TR_NOOP("This connection is read-only, so nothing was changed."),
         QT_TR_NOOP("Allow changes in the status bar if you really mean to change this tenant.")},
        {ErrorKind::KeyStore, QT_TR_NOOP("Secret or key missing"),
         QT_TR_NOOP("The client secret for %1 is not available from the key store."),
         QT_TR_NOOP("The client secret is not available from the key store."),
         QT_TR_NOOP("Enter the client secret under Connections. It is then kept at least until Muster is closed.")},
        {ErrorKind::File, QT_TR_NOOP("File problem"), QT_TR_NOOP("The file %1 could not be read or written."),
         QT_TR_NOOP("A file could not be read or written."),
         QT_TR_NOOP("Check the folder, its permissions and the free space, then resume or choose another place.")},
        {ErrorKind::Damaged, QT_TR_NOOP("Damaged file"), QT_TR_NOOP("The file %1 failed its check and is not used."),
         QT_TR_NOOP("A Muster file failed its check and is not used."),
         QT_TR_NOOP("It was left unchanged. Start over, or restore the file from a backup.")},
        {ErrorKind::InUse, QT_TR_NOOP("In use"), QT_TR_NOOP("%1 is in use by another Muster or another run."),
         QT_TR_NOOP("Another Muster or another run is using this."),
         QT_TR_NOOP("Close the other one, or wait until it is finished.")},
        {ErrorKind::BadInput, QT_TR_NOOP("Something needs to be fixed"),
         QT_TR_NOOP("%1 cannot be used as it is; nothing was sent."),
         QT_TR_NOOP("What was entered cannot be used as it is; nothing was sent."),
         QT_TR_NOOP("Correct what is listed, then try again.")},
    };
};

QString kindText(const char *text)
{
    return QCoreApplication::translate("ErrorTexts", text);
}

QString scopeText(const ApiError &error)
{
    if (error.scope.isEmpty())
        return {};
    return QCoreApplication::translate("ErrorTexts", "The missing permission is “%1”.")
        .arg(visibleText(error.scope, 200));
}

QString waitText(const ApiError &error)
{
    if (!error.retryAfter)
        return {};
    return QCoreApplication::translate("ErrorTexts", "The server asks to wait %1.")
        .arg(durationText(std::chrono::ceil<std::chrono::seconds>(*error.retryAfter)));
}

/// Where in a file of CSV, in words: "row 12, column 3" for "12:3"; empty for all else.
QString csvPlace(const ApiError &error)
{
    static const QRegularExpression place(QStringLiteral("^([0-9]{1,18}):([0-9]{1,9})$"));
    const QRegularExpressionMatch match = place.match(error.subject);
    if (!error.code.startsWith(u"csv_") || !match.hasMatch())
        return {};
    //: A place in a file; stands in the middle of a sentence.
    return QCoreApplication::translate("ListErrors", "row %1, column %2")
        .arg(QLocale().toString(match.captured(1).toLongLong()), QLocale().toString(match.captured(2).toLongLong()));
}

/// The words of the code in place of those of its kind, as far as the subject that they name is there.
void takeCodeWords(const char *context, const ErrorCodeRow &code, const QString &subject, ErrorWords &words)
{
    const QString what = QCoreApplication::translate(context, code.what);
    if (subject.isEmpty() && what.contains(u"%1"))
        return;
    words.what = what.contains(u"%1") ? what.arg(subject) : what;
    words.todo = QCoreApplication::translate(context, code.todo);
}

} // namespace

QList<ErrorKind> allErrorKinds()
{
    return mapped(KindErrors::rows, &KindRow::kind);
}

ErrorWords errorWords(const ApiError &error)
{
    ErrorWords words;
    const QString subject = error.subject.isEmpty()
        ? QString()
        : QCoreApplication::translate("ErrorTexts", "“%1”").arg(visibleText(error.subject, 200));
    for (const KindRow &row : KindErrors::rows) {
        if (row.kind != error.kind)
            continue;
        words.title = kindText(row.title);
        words.what = subject.isEmpty() ? kindText(row.whatAlone) : kindText(row.what).arg(subject);
        words.todo = kindText(row.todo);
    }
    const QString place = csvPlace(error);
    for (const ErrorCodeRow &row : generalErrors.rows) {
        if (error.code == QLatin1String(row.code))
            takeCodeWords(generalErrors.context, row, subject, words);
    }
    for (const ErrorTable *table : errorTables()) {
        if (const ErrorCodeRow *row = table->find(error.code))
            takeCodeWords(table->context, *row, place.isEmpty() ? subject : place, words);
    }
    for (const QString &more : {scopeText(error), waitText(error)})
        words.what += more.isEmpty() ? QString() : QString(u' ' % more);
    if (error.httpStatus > 0) {
        words.what
            += u' ' % QCoreApplication::translate("ErrorTexts", "(Status %1.)").arg(QString::number(error.httpStatus));
    }
    for (const FieldFault &fault : error.details)
        words.faults << QString(visibleText(fault.field, 100) % u": " % visibleText(fault.issue, 300));
    words.quote = visibleParagraphs(error.detail);
    words.requestId = visibleText(error.requestId, 100);
    return words;
}

QString errorSentence(const ApiError &error)
{
    const ErrorWords words = errorWords(error);
    return words.what % u' ' % words.todo;
}

QStringList errorLines(const ApiError &error)
{
    const ErrorWords words = errorWords(error);
    QStringList lines{words.what % u' ' % words.todo};
    for (const QString &fault : words.faults)
        lines << QStringLiteral("  ") + fault;
    if (words.quote.isEmpty())
        return lines;
    // Only who answered can have said it; all else is the system's, or of ours.
    const QString quote = error.httpStatus > 0 ? QCoreApplication::translate("ErrorTexts", "The server reported: “%1”")
                                               : QCoreApplication::translate("ErrorTexts", "Details: “%1”");
    lines << quote.arg(words.quote);
    return lines;
}

QString errorKeyText(const QString &key)
{
    for (const KindRow &row : KindErrors::rows) {
        if (errorKindKey(row.kind) == key)
            return kindText(row.title);
    }
    // Of codes only those whose words need no subject.
    if (const ErrorCodeRow *row = generalErrors.find(key); row && !QLatin1String(row->what).contains(u'%'))
        return QCoreApplication::translate(generalErrors.context, row->what);
    return visibleText(key, 60);
}

} // namespace muster
