// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/connectiontexts.h"

#include "models/text/plaintext.h"
#include "models/text/wordtable.h"
#include "network/wire/mapped.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace muster {

namespace {

struct ConnectionTexts
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTexts)
};

QString fieldText(const QString &field)
{
    const QString last = field.section(u'.', -1);
    QString where;
    for (Service service : allServices) {
        if (field.startsWith(QString(u"services." % serviceKey(service))))
            where = QString(serviceText(service) % u": ");
    }
    if (last == u"name")
        return where % ConnectionTexts::tr("Name");
    if (last == u"base_url")
        return where % ConnectionTexts::tr("Base URL");
    if (last == u"client_id")
        return where % ConnectionTexts::tr("Client ID");
    if (last == u"page_size")
        return where % ConnectionTexts::tr("Page size");
    if (last == u"batch_size")
        return where % ConnectionTexts::tr("Batch size");
    if (last == u"dialect")
        return ConnectionTexts::tr("API flavor");
    if (last == u"download_hosts")
        return ConnectionTexts::tr("Allowed download hosts");
    QString plain = visibleText(field, 60);
    return plain.replace(u'_', u' ');
}

/// The first of them in quotation marks; a sentence is not made for hundreds.
QString quoted(const QStringList &names)
{
    constexpr qsizetype most = 8;
    QStringList shown;
    for (const QString &name : names.mid(0, most))
        shown << ConnectionTexts::tr("“%1”").arg(visibleText(name, 60));
    if (names.size() > most)
        shown << ConnectionTexts::tr("and others");
    return shown.join(QStringLiteral(", "));
}

} // namespace

QString connectionTiesText(const QStringList &runs, const QList<BackupInfo> &backups)
{
    QStringList sentences, lists;
    for (const BackupInfo &backup : backups)
        lists << (backup.listName.isEmpty() ? backup.listId : backup.listName);
    if (!runs.isEmpty())
        sentences << ConnectionTexts::tr("Unfinished runs: %1.").arg(quoted(runs));
    if (!lists.isEmpty())
        sentences << ConnectionTexts::tr("Backups of: %1.").arg(quoted(lists));
    return sentences.join(u' ');
}

QString environmentText(Environment environment)
{
    static constexpr WordRow<Environment> rows[]{
        {Environment::Production, QT_TRANSLATE_NOOP("ConnectionTexts", "production")},
        {Environment::Test, QT_TRANSLATE_NOOP("ConnectionTexts", "test")},
        {Environment::Sandbox, QT_TRANSLATE_NOOP("ConnectionTexts", "sandbox")},
    };
    return wordIn("ConnectionTexts", rows, environment);
}

QString tenantText(const QString &name, Environment environment)
{
    //: %1 a connection's name, %2 its environment: "Acme (production)".
    return ConnectionTexts::tr("%1 (%2)").arg(visibleText(name, 100), environmentText(environment));
}

QString serviceText(Service service)
{
    static constexpr WordRow<Service> rows[]{
        {Service::Segments, QT_TRANSLATE_NOOP("ConnectionTexts", "Audience segments")},
        {Service::Enrichment, QT_TRANSLATE_NOOP("ConnectionTexts", "Enrichment")},
        {Service::Transcripts, QT_TRANSLATE_NOOP("ConnectionTexts", "Transcripts")},
        {Service::ContactLists, QT_TRANSLATE_NOOP("ConnectionTexts", "Contact lists")},
        {Service::Audiences, QT_TRANSLATE_NOOP("ConnectionTexts", "Journey audiences")},
    };
    return wordIn("ConnectionTexts", rows, service);
}

QString hopText(const ConnectionHop &hop)
{
    switch (hop.kind) {
    case ConnectionHop::Kind::Resolve:
        return ConnectionTexts::tr("Find the host");
    case ConnectionHop::Kind::Tls:
        return ConnectionTexts::tr("Secure connection");
    case ConnectionHop::Kind::Discover:
        return ConnectionTexts::tr("Find the sign-in address");
    case ConnectionHop::Kind::Token:
        return ConnectionTexts::tr("Sign in: %1").arg(serviceText(hop.service));
    case ConnectionHop::Kind::Locate:
        return ConnectionTexts::tr("Find the tenant’s addresses");
    case ConnectionHop::Kind::Read:
        return ConnectionTexts::tr("Read: %1").arg(serviceText(hop.service));
    }
    return {};
}

QString hopFindingText(const ConnectionHop &hop)
{
    if (!hop.lackingScopes.isEmpty()) {
        return ConnectionTexts::tr("Not granted, so anything that needs it will be refused: %1")
            .arg(visibleText(hop.lackingScopes.join(QStringLiteral(", ")), 300));
    }
    if (hop.found.isEmpty())
        return {};
    if (hop.kind == ConnectionHop::Kind::Read)
        return ConnectionTexts::tr("Version used, and newest offered: %1").arg(visibleText(hop.found, 100));
    return ConnectionTexts::tr("Found: %1").arg(visibleText(QUrl(hop.found).host(), 200));
}

QString authDialectText(AuthDialect auth)
{
    static constexpr WordRow<AuthDialect> rows[]{
        {AuthDialect::JsonOAuth, QT_TRANSLATE_NOOP("ConnectionTexts", "JSON, /api/v2/oauth/token")},
        {AuthDialect::JsonOAuth2, QT_TRANSLATE_NOOP("ConnectionTexts", "JSON, /api/v2/oauth2/token")},
        {AuthDialect::FormBasic, QT_TRANSLATE_NOOP("ConnectionTexts", "Form, credentials via HTTP Basic")},
        {AuthDialect::FormBody, QT_TRANSLATE_NOOP("ConnectionTexts", "Form, credentials in the body")},
    };
    return wordIn("ConnectionTexts", rows, auth);
}

QString profileFaultText(const QString &field, const QString &issue)
{
    QString reason = visibleText(issue, 120);
    if (issue == u"missing" || issue == u"empty")
        reason = ConnectionTexts::tr("must not be empty");
    else if (issue == u"name_taken" || issue == u"taken")
        reason = ConnectionTexts::tr("is already used by another connection");
    else if (issue == u"not_https")
        reason = ConnectionTexts::tr("must start with https:// (http:// is only for this computer’s own sandbox)");
    else if (issue == u"not_a_url" || issue == u"invalid")
        reason = ConnectionTexts::tr("is not valid");
    else if (issue == u"not_a_host")
        reason = ConnectionTexts::tr("must be host names, without https:// or a path");
    else if (issue == u"unknown_dialect")
        reason = ConnectionTexts::tr("is not known to this version of Muster");
    else if (issue == u"out_of_range")
        reason = ConnectionTexts::tr("is out of range");
    else
        reason.replace(u'_', u' ');
    //: %1 is the name of a field, %2 what is wrong with it.
    return ConnectionTexts::tr("%1 %2.").arg(fieldText(field), reason);
}

QString dialectText(const QString &dialect)
{
    static constexpr KeyedWord rows[]{
        {"cxone", QT_TRANSLATE_NOOP("ConnectionTexts", "NICE CXone, access key")},
        {"contract", QT_TRANSLATE_NOOP("ConnectionTexts", "REST services, client ID and secret")},
    };
    const QString words = wordIn("ConnectionTexts", rows, dialect);
    return words.isEmpty() ? visibleText(dialect, 64) : words;
}

SignInWords signInWords(const QString &dialect)
{
    if (dialect == dialects::cxone)
        return {ConnectionTexts::tr("Issuer"), ConnectionTexts::tr("Access key ID"),
                ConnectionTexts::tr("Access key secret")};
    return {ConnectionTexts::tr("Base URL"), ConnectionTexts::tr("Client ID"), ConnectionTexts::tr("Client secret")};
}

QString addressText(const QUrl &address)
{
    static constexpr KeyedWord rows[]{
        {"cxone.niceincontact.com", QT_TRANSLATE_NOOP("ConnectionTexts", "Commercial (%1)")},
        {"cxone-gov.niceincontact.com", QT_TRANSLATE_NOOP("ConnectionTexts", "FedRAMP (%1)")},
    };
    const QString words = wordIn("ConnectionTexts", rows, address.host());
    return words.isEmpty() ? address.toString() : words.arg(address.host());
}

QString dialectOptionText(const QString &key)
{
    static constexpr KeyedWord rows[]{
        {"sign_in", QT_TRANSLATE_NOOP("ConnectionTexts", "Sign-in")},
        {"sign_in_host", QT_TRANSLATE_NOOP("ConnectionTexts", "Sign-in address")},
        {"client", QT_TRANSLATE_NOOP("ConnectionTexts", "Registered client ID")},
        {"analytics", QT_TRANSLATE_NOOP("ConnectionTexts", "Interaction Analytics license")},
        {"completed_days", QT_TRANSLATE_NOOP("ConnectionTexts", "Days of completed contacts")},
        {"record_ceiling", QT_TRANSLATE_NOOP("ConnectionTexts", "Record limit")},
        {"api_version", QT_TRANSLATE_NOOP("ConnectionTexts", "API version")},
        {"analytics_path", QT_TRANSLATE_NOOP("ConnectionTexts", "Analytics path")},
        {"digital_path", QT_TRANSLATE_NOOP("ConnectionTexts", "Digital path")},
        {"id_column", QT_TRANSLATE_NOOP("ConnectionTexts", "External ID column")},
        {"phone_column", QT_TRANSLATE_NOOP("ConnectionTexts", "Phone number column")},
        {"member_columns", QT_TRANSLATE_NOOP("ConnectionTexts", "Standard field columns")},
        {"extraction_path", QT_TRANSLATE_NOOP("ConnectionTexts", "Data extraction path")},
        {"extraction_version", QT_TRANSLATE_NOOP("ConnectionTexts", "Recorded interactions version")},
        {"extraction_end", QT_TRANSLATE_NOOP("ConnectionTexts", "End date of an extracted day")},
        {"extraction_id_column", QT_TRANSLATE_NOOP("ConnectionTexts", "Recorded interactions ID column")},
        {"extraction_columns", QT_TRANSLATE_NOOP("ConnectionTexts", "Recorded interactions columns")},
    };
    return wordIn("ConnectionTexts", rows, key);
}

QString dialectOptionHint(const QString &key)
{
    static constexpr KeyedWord rows[]{
        {"sign_in",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "An access key needs nothing else. A password grant needs a client registered by NICE.")},
        {"sign_in_host",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "Where the access key is exchanged for a token. Use the address of your tenant’s area.")},
        {"client", QT_TRANSLATE_NOOP("ConnectionTexts", "For a password grant only.")},
        {"analytics", QT_TRANSLATE_NOOP("ConnectionTexts", "Without it, CXone returns no transcripts.")},
        {"completed_days", QT_TRANSLATE_NOOP("ConnectionTexts", "1 to 365 days.")},
        {"record_ceiling",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "Calling list and do-not-call records that the tenant can hold together: 1,000,000 unless "
                           "your contract says otherwise. 0 for no limit.")},
        {"api_version",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "Muster was tested with 31.0. The connection test shows which versions the tenant has.")},
        {"analytics_path",
         QT_TRANSLATE_NOOP("ConnectionTexts", "Has changed between CXone releases. Not tested on a live tenant.")},
        {"digital_path", QT_TRANSLATE_NOOP("ConnectionTexts", "Not published by NICE. Not tested on a live tenant.")},
        {"id_column",
         QT_TRANSLATE_NOOP("ConnectionTexts", "As named in your calling list files. Not tested on a live tenant.")},
        {"phone_column",
         QT_TRANSLATE_NOOP(
             "ConnectionTexts",
             "For a contact’s first number, as named in your calling list files. Not tested on a live tenant.")},
        {"member_columns",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "For example firstName=First name, city=Town: the column of an uploaded file that fills "
                           "each standard field of a list. CXone doesn’t report this. Only fields listed here can be "
                           "enriched; a list’s own fields always can. Not tested on a live tenant.")},
        {"extraction_path", QT_TRANSLATE_NOOP("ConnectionTexts", "Not tested on a live tenant.")},
        {"extraction_version",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "A whole number. Other versions have different column names. Not tested on a live tenant.")},
        {"extraction_end",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "NICE doesn’t publish whether CXone counts the last day. “The next day” loses nothing: "
                           "duplicates are dropped. Not tested on a live tenant.")},
        {"extraction_id_column",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "Its values identify the records in the file. Not tested on a live tenant.")},
        {"extraction_columns",
         QT_TRANSLATE_NOOP("ConnectionTexts",
                           "Separated by commas, as named in your tenant’s tables. Not tested on a live tenant.")},
    };
    return wordIn("ConnectionTexts", rows, key);
}

QString dialectChoiceText(const QString &choice)
{
    static constexpr KeyedWord rows[]{
        {"access-key", QT_TRANSLATE_NOOP("ConnectionTexts", "Access key")},
        {"password-basic", QT_TRANSLATE_NOOP("ConnectionTexts", "Password grant, client via HTTP Basic")},
        {"password-body", QT_TRANSLATE_NOOP("ConnectionTexts", "Password grant, client in the body")},
        {"yes", QT_TRANSLATE_NOOP("ConnectionTexts", "Yes")},
        {"no", QT_TRANSLATE_NOOP("ConnectionTexts", "No")},
        {"next-day", QT_TRANSLATE_NOOP("ConnectionTexts", "The next day")},
        {"same-day", QT_TRANSLATE_NOOP("ConnectionTexts", "The same day")},
    };
    const QString words = wordIn("ConnectionTexts", rows, choice);
    return words.isEmpty() ? choice : words;
}

namespace {

struct CapabilityTexts
{
    Q_DECLARE_TR_FUNCTIONS(CapabilityTexts)
};

} // namespace

QString jobText(Job job)
{
    static constexpr WordRow<Job> rows[]{
        {Job::SegmentExport, QT_TRANSLATE_NOOP("CapabilityTexts", "Export audience segments")},
        {Job::ListSanitising, QT_TRANSLATE_NOOP("CapabilityTexts", "Sanitize contact lists")},
        {Job::Enrichment, QT_TRANSLATE_NOOP("CapabilityTexts", "Enrich contacts")},
        {Job::Transcripts, QT_TRANSLATE_NOOP("CapabilityTexts", "Fetch transcripts")},
        {Job::Audiences, QT_TRANSLATE_NOOP("CapabilityTexts", "Build audiences")},
        {Job::DoNotCall, QT_TRANSLATE_NOOP("CapabilityTexts", "Check do-not-call groups")},
        {Job::ListDeletion, QT_TRANSLATE_NOOP("CapabilityTexts", "Delete contact lists")},
    };
    return wordIn("CapabilityTexts", rows, job);
}

QString capabilityModeText(Capability::Mode mode)
{
    static constexpr WordRow<Capability::Mode> rows[]{
        {Capability::Mode::Native, QT_TRANSLATE_NOOP("CapabilityTexts", "native")},
        {Capability::Mode::Emulated, QT_TRANSLATE_NOOP("CapabilityTexts", "emulated")},
        {Capability::Mode::Unavailable, QT_TRANSLATE_NOOP("CapabilityTexts", "unavailable")},
    };
    return wordIn("CapabilityTexts", rows, mode);
}

QString capabilityReasonText(const Capability &capability)
{
    if (capability.mode == Capability::Mode::Native)
        return {};
    static constexpr KeyedWord rows[]{
        {"unknown_dialect",
         QT_TRANSLATE_NOOP("CapabilityTexts",
                           "This version of Muster doesn’t know the kind of server this connection uses.")},
        {"cxone_export",
         QT_TRANSLATE_NOOP("CapabilityTexts",
                           "CXone has no audience segments. People come from calling lists, completed contacts, "
                           "digital customers and recorded interactions, and Muster applies the filters itself. "
                           "Recorded interactions take at least a minute per day, for the last 14 days.")},
        {"cxone_transcripts",
         QT_TRANSLATE_NOOP("CapabilityTexts",
                           "CXone returns one transcript per call, never in bulk. Muster requests one for each "
                           "analyzed segment and keeps count.")},
        {"cxone_no_analytics",
         QT_TRANSLATE_NOOP("CapabilityTexts",
                           "According to the connection, the tenant has no Interaction Analytics license. Without one, "
                           "CXone returns no transcripts.")},
        {"cxone_lists",
         QT_TRANSLATE_NOOP("CapabilityTexts",
                           "CXone takes corrected numbers as uploaded files, and only reading the list again shows the "
                           "results. Contacts whose external ID is not a plain number cannot be purged.")},
        {"cxone_enrichment",
         QT_TRANSLATE_NOOP(
             "CapabilityTexts",
             "CXone doesn’t take values for single contacts. Muster uploads files to the calling list, then reads the "
             "list to see each contact’s values. It starts no skill unless you type the skill’s name for a run.")},
        {"cxone_audiences",
         QT_TRANSLATE_NOOP(
             "CapabilityTexts",
             "CXone has no audiences to register. Definitions and their versions stay on this computer, size is "
             "evaluated on loaded contacts, and an audience can be published as a new calling list.")},
        {"contract_no_do_not_call",
         QT_TRANSLATE_NOOP("CapabilityTexts",
                           "The server’s API has no do-not-call groups. To check numbers against a do-not-call list of "
                           "your own, sanitize a contact list.")},
        {"cxone_deletion",
         QT_TRANSLATE_NOOP(
             "CapabilityTexts",
             "CXone deletes a list at once and can’t bring it back. Muster keeps a copy first, deletes one list at a "
             "time, and believes only the index about what is gone. A list can’t be deactivated: CXone has no call "
             "for that.")},
        {"contract_deletion",
         QT_TRANSLATE_NOOP("CapabilityTexts", "The server has no call that deletes or deactivates a list.")},
    };
    if (const QString words = wordIn("CapabilityTexts", rows, capability.reasonKey); !words.isEmpty())
        return words;
    if (capability.reasonKey.isEmpty())
        return CapabilityTexts::tr("The server doesn’t support this.");
    return CapabilityTexts::tr("“%1”").arg(visibleText(capability.reasonKey, 100));
}

QString capabilityText(Job job, const Capability &capability)
{
    const QString line = CapabilityTexts::tr("%1: %2.").arg(jobText(job), capabilityModeText(capability.mode));
    const QString reason = capabilityReasonText(capability);
    return reason.isEmpty() ? line : QString(line % u' ' % reason);
}

QString emulatedJobsText(const QStringList &jobs)
{
    return CapabilityTexts::tr("Emulated: %1.").arg(jobs.join(QStringLiteral(", ")));
}

QString capabilitiesSummary(const QMap<Job, Capability> &capabilities)
{
    using Mode = Capability::Mode;
    const auto jobsBy = [&capabilities](Mode mode) {
        QStringList jobs;
        for (const Job job : allJobs) {
            if (capabilities.value(job).mode == mode)
                jobs << jobText(job);
        }
        return jobs.join(QStringLiteral(", "));
    };
    const QString native = jobsBy(Mode::Native), emulated = jobsBy(Mode::Emulated),
                  unavailable = jobsBy(Mode::Unavailable);
    if (emulated.isEmpty() && unavailable.isEmpty())
        return capabilitiesText(capabilities);
    QStringList lines;
    if (!native.isEmpty())
        lines << CapabilityTexts::tr("Native: %1.").arg(native);
    if (!emulated.isEmpty())
        lines << emulatedJobsText({emulated});
    if (!unavailable.isEmpty())
        lines << CapabilityTexts::tr("Unavailable: %1.").arg(unavailable);
    return lines.join(u'\n');
}

QString capabilitiesText(const QMap<Job, Capability> &capabilities)
{
    const auto isNative = [&capabilities](Job job) { return capabilities.value(job).mode == Capability::Mode::Native; };
    if (std::all_of(allJobs.begin(), allJobs.end(), isNative))
        return CapabilityTexts::tr("The server supports everything Muster offers (native).");
    const QStringList lines
        = mapped(allJobs, [&](const Job job) { return capabilityText(job, capabilities.value(job)); });
    return lines.join(u'\n');
}

} // namespace muster
