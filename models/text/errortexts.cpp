// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errortexts.h"

#include "models/text/enricherrors.h"
#include "models/text/errorcodes.h"
#include "models/text/estimateerrors.h"
#include "models/text/fileerrors.h"
#include "models/text/listerrors.h"
#include "models/text/maskingerrors.h"
#include "models/text/namingerrors.h"
#include "models/text/plaintext.h"
#include "models/text/registererrors.h"
#include "models/text/timetexts.h"
#include "models/text/transcripterrors.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>

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

constexpr std::array kindRows{
    KindRow{ErrorKind::Cancelled, QT_TRANSLATE_NOOP("ErrorTexts", "Cancelled"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The work on %1 was cancelled."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The work was cancelled."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Start it again when you are ready.")},
    KindRow{
        ErrorKind::NotSent, QT_TRANSLATE_NOOP("ErrorTexts", "The server cannot be reached"),
        QT_TRANSLATE_NOOP("ErrorTexts", "No connection to %1 could be made, so nothing was sent."),
        QT_TRANSLATE_NOOP("ErrorTexts", "No connection could be made, so nothing was sent."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Check the address in the connection and whether this computer is online, then try again.")},
    KindRow{ErrorKind::ConnectionLost, QT_TRANSLATE_NOOP("ErrorTexts", "The connection broke"),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "The connection broke while %1 was being worked on; what the server did with the last "
                              "request is not known."),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "The connection broke; what the server did with the last request is not known."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Check the network, then try again or resume the run.")},
    KindRow{ErrorKind::TimedOut, QT_TRANSLATE_NOOP("ErrorTexts", "The server did not answer in time"),
            QT_TRANSLATE_NOOP("ErrorTexts", "%1 was not answered within the time allowed."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The request was not answered within the time allowed."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Try again later, or raise the time limits in the connection.")},
    KindRow{ErrorKind::TlsRefused, QT_TRANSLATE_NOOP("ErrorTexts", "The connection is not secure"),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "The certificate or the protocol of %1 is not acceptable, so nothing was sent."),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "The server\u2019s certificate or protocol is not acceptable, so nothing was sent."),
            QT_TRANSLATE_NOOP(
                "ErrorTexts",
                "Ask your administrator. A certificate authority of your own can be added in the connection.")},
    KindRow{ErrorKind::ProxyRefused, QT_TRANSLATE_NOOP("ErrorTexts", "The proxy stopped the request"),
            QT_TRANSLATE_NOOP(
                "ErrorTexts",
                "A proxy between this computer and %1 refused the request or answered in the server\u2019s place."),
            QT_TRANSLATE_NOOP("ErrorTexts", "A proxy refused the request or answered in the server\u2019s place."),
            QT_TRANSLATE_NOOP(
                "ErrorTexts",
                "Sign in to the proxy or ask for an exception for the server\u2019s address, then try again.")},
    KindRow{ErrorKind::AddressRefused, QT_TRANSLATE_NOOP("ErrorTexts", "Address refused"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The address %1 is not allowed, so nothing was sent."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The address is not allowed, so nothing was sent."),
            QT_TRANSLATE_NOOP(
                "ErrorTexts",
                "Use an https address of the tenant. Plain http is for this computer\u2019s own sandbox only.")},
    KindRow{ErrorKind::RedirectRefused, QT_TRANSLATE_NOOP("ErrorTexts", "The server points elsewhere"),
            QT_TRANSLATE_NOOP(
                "ErrorTexts",
                "The server wanted to send the request for %1 to another address, which Muster did not follow."),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "The server wanted to send the request to another address, which Muster did not follow."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Check the base URL of the connection.")},
    KindRow{ErrorKind::Throttled, QT_TRANSLATE_NOOP("ErrorTexts", "The server is throttling us"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server asked to wait longer than Muster may wait for %1."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server asked to wait longer than Muster may wait."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Wait, then resume. Nothing is lost.")},
    KindRow{
        ErrorKind::SignInNeeded, QT_TRANSLATE_NOOP("ErrorTexts", "Sign-in refused"),
        QT_TRANSLATE_NOOP("ErrorTexts", "The server refused the credentials for %1."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The server refused the credentials."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Check the client id and enter the client secret again under Connections.")},
    KindRow{
        ErrorKind::Forbidden, QT_TRANSLATE_NOOP("ErrorTexts", "Not permitted"),
        QT_TRANSLATE_NOOP("ErrorTexts", "These credentials may not work on %1."),
        QT_TRANSLATE_NOOP("ErrorTexts", "These credentials may not do this."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Ask the tenant\u2019s administrator for the missing permission, then test the connection.")},
    KindRow{ErrorKind::NotFound, QT_TRANSLATE_NOOP("ErrorTexts", "Not there"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server does not know %1."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server does not know what was asked for."),
            QT_TRANSLATE_NOOP("ErrorTexts", "It may have been deleted. Load the table again.")},
    KindRow{ErrorKind::Conflict, QT_TRANSLATE_NOOP("ErrorTexts", "Changed meanwhile"),
            QT_TRANSLATE_NOOP("ErrorTexts", "%1 was changed by someone else, or a run of it is not over."),
            QT_TRANSLATE_NOOP("ErrorTexts", "What was to be changed was changed by someone else."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Load it again and decide anew.")},
    KindRow{ErrorKind::Invalid, QT_TRANSLATE_NOOP("ErrorTexts", "The server refused the request"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server refused the request for %1 as wrong."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server refused the request as wrong."),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "Correct what is listed, then try again. Repeating it unchanged will not help.")},
    KindRow{ErrorKind::TooLarge, QT_TRANSLATE_NOOP("ErrorTexts", "Too large for the server"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The request for %1 is too large for the server."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The request is too large for the server."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Choose a smaller page or batch size.")},
    KindRow{
        ErrorKind::Refused, QT_TRANSLATE_NOOP("ErrorTexts", "The server refused the request"),
        QT_TRANSLATE_NOOP("ErrorTexts", "The server does not accept this request for %1."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The server does not accept this request."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Check that the connection\u2019s addresses are those of this server; if they are, report "
                          "this with the request id.")},
    KindRow{ErrorKind::ServerTrouble, QT_TRANSLATE_NOOP("ErrorTexts", "The server has trouble"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server failed several times in a row on %1."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The server failed several times in a row."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Try again later; a run can be resumed where it stands.")},
    KindRow{
        ErrorKind::BreakerOpen, QT_TRANSLATE_NOOP("ErrorTexts", "Halted after repeated failures"),
        QT_TRANSLATE_NOOP("ErrorTexts", "The server failed five times in a row, so Muster stopped asking it for %1."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The server failed five times in a row, so Muster stopped asking it."),
        QT_TRANSLATE_NOOP("ErrorTexts", "When the server is well again, resume the run; that allows requests again.")},
    KindRow{
        ErrorKind::NotFromApi, QT_TRANSLATE_NOOP("ErrorTexts", "Not an answer of the server"),
        QT_TRANSLATE_NOOP("ErrorTexts", "Something other than the server answered for %1, for example a sign-in page."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Something other than the server answered, for example a sign-in page."),
        QT_TRANSLATE_NOOP("ErrorTexts", "Check the base URL and whether a proxy or captive portal is in between.")},
    KindRow{ErrorKind::BrokenBody, QT_TRANSLATE_NOOP("ErrorTexts", "Damaged answer"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The answer for %1 came cut off or damaged, more than once."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The answer came cut off or damaged, more than once."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Try again or resume; if it stays, report it with the request id.")},
    KindRow{
        ErrorKind::UnexpectedShape, QT_TRANSLATE_NOOP("ErrorTexts", "Unexpected answer"),
        QT_TRANSLATE_NOOP("ErrorTexts", "The answer for %1 is not built as this server\u2019s answers are."),
        QT_TRANSLATE_NOOP("ErrorTexts", "The answer is not built as this server\u2019s answers are."),
        QT_TRANSLATE_NOOP("ErrorTexts",
                          "Check that the connection\u2019s dialect fits this server; report it with the request id.")},
    KindRow{ErrorKind::LimitExceeded, QT_TRANSLATE_NOOP("ErrorTexts", "Over the limit"),
            QT_TRANSLATE_NOOP("ErrorTexts", "%1 is larger than Muster accepts."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The answer is larger than Muster accepts."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Choose a smaller page size, then resume.")},
    KindRow{ErrorKind::LookOnly, QT_TRANSLATE_NOOP("ErrorTexts", "Look only"),
            QT_TRANSLATE_NOOP("ErrorTexts", "This connection is for looking only, so %1 was not changed."),
            QT_TRANSLATE_NOOP("ErrorTexts", "This connection is for looking only, so nothing was changed."),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "Arm the connection in the status bar if you really mean to change this tenant.")},
    KindRow{ErrorKind::KeyStore, QT_TRANSLATE_NOOP("ErrorTexts", "No secret at hand"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The client secret for %1 could not be had from the key store."),
            QT_TRANSLATE_NOOP("ErrorTexts", "The client secret could not be had from the key store."),
            QT_TRANSLATE_NOOP(
                "ErrorTexts",
                "Enter the client secret under Connections; it is then kept at least until Muster is closed.")},
    KindRow{ErrorKind::File, QT_TRANSLATE_NOOP("ErrorTexts", "File trouble"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The file %1 could not be read or written."),
            QT_TRANSLATE_NOOP("ErrorTexts", "A file could not be read or written."),
            QT_TRANSLATE_NOOP(
                "ErrorTexts",
                "Check the folder, its permissions and the free space, then resume or choose another place.")},
    KindRow{ErrorKind::Damaged, QT_TRANSLATE_NOOP("ErrorTexts", "Damaged file"),
            QT_TRANSLATE_NOOP("ErrorTexts", "The file %1 does not pass its check and is not used."),
            QT_TRANSLATE_NOOP("ErrorTexts", "A file of Muster does not pass its check and is not used."),
            QT_TRANSLATE_NOOP("ErrorTexts",
                              "It was left as it is. Start the work anew, or restore the file from a backup.")},
    KindRow{ErrorKind::InUse, QT_TRANSLATE_NOOP("ErrorTexts", "In use"),
            QT_TRANSLATE_NOOP("ErrorTexts", "%1 is in use by another Muster or another run."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Another Muster or another run is using this."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Close the other one, or wait until it has ended.")},
    KindRow{ErrorKind::BadInput, QT_TRANSLATE_NOOP("ErrorTexts", "Something is not right yet"),
            QT_TRANSLATE_NOOP("ErrorTexts", "%1 cannot be used as it is; nothing was sent."),
            QT_TRANSLATE_NOOP("ErrorTexts", "What was entered cannot be used as it is; nothing was sent."),
            QT_TRANSLATE_NOOP("ErrorTexts", "Correct what is listed, then try again.")},
};

QString kindText(const char *text)
{
    return QCoreApplication::translate("ErrorTexts", text);
}

QString scopeText(const ApiError &error)
{
    if (error.scope.isEmpty())
        return {};
    return QCoreApplication::translate("ErrorTexts", "The missing permission is \u201c%1\u201d.")
        .arg(visibleText(error.scope, 200));
}

QString waitText(const ApiError &error)
{
    if (!error.retryAfter)
        return {};
    return QCoreApplication::translate("ErrorTexts", "The server asks to wait %1.")
        .arg(durationText(std::chrono::ceil<std::chrono::seconds>(*error.retryAfter)));
}

/// The words of the code in place of those of its kind, as far as the subject that they name is there.
void takeCodeWords(const char *context, const CodeWords *code, const QString &subject, ErrorWords &words)
{
    if (code == nullptr)
        return;
    const QString what = QCoreApplication::translate(context, code->what);
    if (subject.isEmpty() && what.contains(u"%1"))
        return;
    words.what = what.contains(u"%1") ? what.arg(subject) : what;
    words.todo = QCoreApplication::translate(context, code->todo);
}

} // namespace

QList<ErrorKind> allErrorKinds()
{
    QList<ErrorKind> kinds;
    for (const KindRow &row : kindRows)
        kinds << row.kind;
    return kinds;
}

ErrorWords errorWords(const ApiError &error)
{
    ErrorWords words;
    const QString subject = error.subject.isEmpty()
        ? QString()
        : QCoreApplication::translate("ErrorTexts", "\u201c%1\u201d").arg(visibleText(error.subject, 200));
    for (const KindRow &row : kindRows) {
        if (row.kind != error.kind)
            continue;
        words.title = kindText(row.title);
        words.what = subject.isEmpty() ? kindText(row.whatAlone) : kindText(row.what).arg(subject);
        words.todo = kindText(row.todo);
    }
    for (const ErrorCodeRow &row : errorCodeRows()) {
        const QString what = kindText(row.what);
        if (error.code != QLatin1String(row.code) || (subject.isEmpty() && what.contains(u"%1")))
            continue;
        words.what = what.contains(u"%1") ? what.arg(subject) : what;
        words.todo = kindText(row.todo);
    }
    const QString place = listErrorPlace(error.code, error.subject);
    takeCodeWords("ListErrors", listErrorWords(error.code), place.isEmpty() ? subject : place, words);
    takeCodeWords("NamingErrors", namingErrorWords(error.code), subject, words);
    takeCodeWords("TranscriptErrors", transcriptErrorWords(error.code), subject, words);
    takeCodeWords("RegisterErrors", registerErrorWords(error.code), subject, words);
    takeCodeWords("EstimateErrors", estimateErrorWords(error.code), subject, words);
    takeCodeWords("EnrichErrors", enrichErrorWords(error.code), subject, words);
    takeCodeWords("MaskingErrors", maskingErrorWords(error.code), subject, words);
    takeCodeWords("FileErrors", fileErrorWords(error.code), subject, words);
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
    const QString quote = error.httpStatus > 0
        ? QCoreApplication::translate("ErrorTexts", "The server\u2019s words: \u201c%1\u201d")
        : QCoreApplication::translate("ErrorTexts", "In detail: \u201c%1\u201d");
    lines << quote.arg(words.quote);
    return lines;
}

QString errorKeyText(const QString &key)
{
    for (const KindRow &row : kindRows) {
        if (errorKindKey(row.kind) == key)
            return kindText(row.title);
    }
    return visibleText(key, 60);
}

} // namespace muster
