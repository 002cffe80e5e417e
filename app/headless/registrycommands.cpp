// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/registrycommands.h"

#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/scrubtexts.h"

#include <QLocale>
#include <QUrl>

namespace muster {

namespace {

using namespace Qt::StringLiterals;

/// An address without what may be a key in its query.
QString shownSource(const Registry &registry)
{
    const QUrl address(registry.source);
    return address.scheme() == QLatin1String("https") ? address.toString(QUrl::RemoveQuery) : registry.source;
}

} // namespace

QJsonObject registryObject(const Registry &registry, const QDate &today)
{
    return {{u"name"_s, registry.name},
            {u"kind"_s, QString(keyOf(registry.kind))},
            {u"source"_s, shownSource(registry)},
            {u"source_sha256"_s, registry.sourceDigest},
            {u"as_of"_s, registry.asOf.toString(Qt::ISODate)},
            {u"old"_s, registry.isOld(today)},
            {u"imported"_s, registry.importedAt.toString(Qt::ISODate)},
            {u"numbers"_s, registry.numbers},
            {u"prefixes"_s, registry.prefixes},
            {u"unreadable"_s, registry.unreadable},
            {u"sha256"_s, registry.digest}};
}

void RegistryListCommand::start()
{
    const QDate today = QDate::currentDate();
    QList<QStringList> rows{{tr("NAME"), tr("KIND"), tr("AS OF"), tr("NUMBERS"), tr("SOURCE")}};
    QJsonArray array;
    for (const Registry &registry : workspace().registries().registries()) {
        rows.append({visibleText(registry.name, 200), registryKindText(registry.kind),
                     registry.asOf.toString(Qt::ISODate), QLocale().toString(registry.numbers + registry.prefixes),
                     visibleText(shownSource(registry), 300)});
        array.append(registryObject(registry, today));
        if (const QString warning = registryAgeWarning(registry.name, registry.asOf, today); !warning.isEmpty())
            console().note(warning);
    }
    console().list(rows, tr("No registry has been imported yet."), {3});
    complete({{u"registries"_s, array}});
}

void RegistryImportCommand::start()
{
    const RegistryOptions &options = commandLine().registryOptions;
    if (!options.asOf.isEmpty()) {
        m_asOf = QDate::fromString(options.asOf, Qt::ISODate);
        if (!m_asOf->isValid())
            return fail(refusal("not_time", options.asOf).value(), ExitRefused);
    }
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    RegistryStore &store = workspace().registries();
    connect(&store, &RegistryStore::importFinished, this, &RegistryImportCommand::take);
    if (m_act == Act::Add) {
        store.import({.name = options.name,
                      .kind = options.disposable ? RegistryKind::Disposable : RegistryKind::DoNotCall,
                      .source = options.file.contains(u"://"_s) ? options.file : absolute(options.file),
                      .format = {.columns = options.columns,
                                 .defaultRegion = options.defaultRegion,
                                 .skipsUnreadable = options.skipUnreadable},
                      .asOf = m_asOf});
        return;
    }
    if (!options.all) {
        m_names.append(options.name);
    } else {
        for (const Registry &registry : store.registries())
            m_names.append(registry.name);
    }
    importNext();
}

void RegistryImportCommand::importNext()
{
    if (m_names.isEmpty() || m_isStopped)
        return conclude();
    workspace().registries().refresh(m_names.takeFirst(), m_asOf);
}

void RegistryImportCommand::take(const Result<RegistryImport> &result)
{
    if (result) {
        const Registry &registry = result->registry;
        console().line(tr("%1: %2").arg(visibleText(registry.name, 200), registryReportText(result->report)));
        if (const QString warning = registryAgeWarning(registry.name, registry.asOf, QDate::currentDate());
            !warning.isEmpty())
            console().note(warning);
        m_done.append(registryObject(registry, QDate::currentDate()));
    } else if (m_names.isEmpty() && m_done.isEmpty() && !m_error) {
        return fail(result.error(), fileWorkExitCode(result.error())); // of one, it is all there is to say
    } else {
        for (const QString &line : errorLines(result.error()))
            console().error(line);
        m_error = m_error.value_or(result.error());
    }
    importNext();
}

void RegistryImportCommand::conclude()
{
    QJsonObject object{{u"outcome"_s,
                        m_isStopped   ? u"cancelled"_s
                            : m_error ? u"failed"_s
                                      : u"complete"_s},
                       {u"registries"_s, m_done}};
    if (m_error)
        object.insert(u"error"_s, errorObject(*m_error));
    finish(object, m_isStopped ? ExitCancelled : m_error ? ExitFailed : ExitComplete);
}

void RegistryImportCommand::interrupt()
{
    m_isStopped = true;
    workspace().registries().cancelImport();
}

void RegistryRemoveCommand::start()
{
    if (workspace().isReadOnly())
        return fail(workspace().writeRefusal(), ExitRefused);
    const QString name = commandLine().registryOptions.name;
    if (const auto removed = workspace().registries().remove(name); !removed)
        return fail(removed.error(), fileWorkExitCode(removed.error()));
    console().line(tr("The registry %1 was removed.").arg(visibleText(name, 200)));
    complete({{u"outcome"_s, u"complete"_s}});
}

} // namespace muster
