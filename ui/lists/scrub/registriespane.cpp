// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/scrub/registriespane.h"

#include "models/items/scrubmodels.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/scrubtexts.h"
#include "ui/common/announcer.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/prompts.h"
#include "ui/common/tooltips.h"
#include "ui/lists/scrub/registrydialog.h"

#include <QLocale>
#include <QProgressBar>
#include <QTimer>

namespace muster {

namespace {

constexpr std::chrono::milliseconds importGap{100};

} // namespace

RegistriesPane::RegistriesPane(RegistryStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_announcer(new Announcer(this))
    , m_model(new RegistriesModel(this))
{
    m_table = new DataTable("registriesTable", tr("Registries"), m_model, this);
    m_table->setColumnWidths({{RegistriesModel::Name, 110}, {RegistriesModel::AsOf, 125}, {RegistriesModel::Entries, 85}});
    auto *empty = new EmptyOverlay(m_table, tr("Import a registry to check numbers against it."));
    empty->setSentenceWidth(220);
    m_details = wrappedLabel(this, "registryDetailsLabel", ColourRole::Muted);
    m_told = wrappedLabel(this, "registryToldLabel");
    m_failed = wrappedLabel(this, "registryFailedLabel", ColourRole::Bad);
    m_progress = named("registryProgress", new QProgressBar(this));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_stop = pushButton(this, "stopImportButton", tr("Stop import"), QStringLiteral("x"));
    connect(m_stop, &QPushButton::clicked, this, [this] { m_store.cancelImport(); });
    fillColumn(this, space::s,
               {sectionTitle(this, tr("Registries")),
                {m_table, 1},
                m_details,
                m_told,
                m_failed,
                rowLayout(space::s, {{m_progress, 1}, m_stop}),
                buildButtons()});
    m_polling = new QTimer(this);
    m_polling->setInterval(importGap);
    connect(m_polling, &QTimer::timeout, this, [this] { m_progress->setValue(int(1000 * m_store.importShare())); });
    connect(&m_store, &RegistryStore::changed, this, &RegistriesPane::showRegistries);
    connect(&m_store, &RegistryStore::importFinished, this, &RegistriesPane::showImport);
    connect(m_model, &RegistriesModel::chosenChanged, this, &RegistriesPane::chosenChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RegistriesPane::showCurrent);
    tell({}, ColourRole::Text);
    showRegistries();
    showBusy();
}

QWidget *RegistriesPane::buildButtons()
{
    auto *box = new QWidget(this);
    auto *row = new FlowLayout(space::s, box);
    m_add = pushButton(box, "addRegistryButton", tr("&Import…"), QStringLiteral("upload"));
    m_refresh = pushButton(box, "refreshRegistryButton", tr("Re&fresh"), QStringLiteral("refresh-cw"));
    m_refresh->setToolTip(tr("Reads the registry’s file again; the old numbers stay until the new ones are complete"));
    m_remove = pushButton(box, "removeRegistryButton", tr("&Remove…"), QStringLiteral("trash-2"));
    connect(m_add, &QPushButton::clicked, this, &RegistriesPane::add);
    connect(m_refresh, &QPushButton::clicked, this, &RegistriesPane::refresh);
    connect(m_remove, &QPushButton::clicked, this, &RegistriesPane::askToRemove);
    addWidgets(row, {m_add, m_refresh, m_remove});
    return box;
}

QList<Registry> RegistriesPane::chosen() const
{
    return m_model->chosen();
}

const Registry *RegistriesPane::current() const
{
    return m_model->at(m_table->currentIndex().row());
}

void RegistriesPane::add()
{
    auto *dialog = new RegistryDialog(this);
    connect(dialog, &RegistryDialog::importAsked, this, &RegistriesPane::import);
    dialog->open();
}

void RegistriesPane::import(const RegistryOrder &order)
{
    tell({}, ColourRole::Text);
    m_store.import(order);
    showBusy();
}

void RegistriesPane::refresh()
{
    const Registry *registry = current();
    if (!registry)
        return;
    tell({}, ColourRole::Text);
    m_store.refresh(registry->name);
    showBusy();
}

void RegistriesPane::askToRemove()
{
    const Registry *registry = current();
    if (!registry)
        return;
    askFirst(this,
             {.title = tr("Remove registry"),
              .text = tr("Remove %1 from this computer?").arg(visibleText(registry->name, 100)),
              .detail = tr("Files are no longer scrubbed against it. Its source file stays."),
              .acceptLabel = tr("Remove registry"),
              .rejectLabel = {},
              .dangerous = true},
             this, [this, name = registry->name] {
                 if (const auto removed = m_store.remove(name); !removed)
                     tell(errorSentence(removed.error()), ColourRole::Bad);
             });
}

void RegistriesPane::showRegistries()
{
    const Registry *registry = current();
    const QString name = registry ? registry->name : QString();
    m_model->setRegistries(m_store.registries(), QDate::currentDate());
    int row = 0;
    for (int at = 0; at < m_store.registries().size(); ++at) {
        if (m_store.registries()[at].name == name)
            row = at;
    }
    m_table->setCurrentIndex(m_model->index(row, 0));
    showCurrent();
}

void RegistriesPane::showCurrent()
{
    const Registry *registry = current();
    const bool isBusy = m_store.isImporting();
    m_refresh->setEnabled(registry && !isBusy && !m_store.isReadOnly());
    m_remove->setEnabled(registry && !isBusy && !m_store.isReadOnly());
    if (!registry) {
        m_details->setPlainText({});
        m_details->hide();
        return;
    }
    QString text = tr("%1 from %2, imported %3. SHA-256 %4")
                       .arg(registryKindText(registry->kind), visibleText(registry->sourceName(), 100),
                            QLocale().toString(registry->importedAt.toLocalTime(), QLocale::ShortFormat),
                            registry->digest.left(16) + u'…');
    if (const QString warning = registryAgeWarning(registry->name, registry->asOf, QDate::currentDate());
        !warning.isEmpty())
        text += u'\n' + warning;
    m_details->setPlainText(text);
    toolTips::set(m_details, registry->digest);
    m_details->show();
}

void RegistriesPane::showImport(const Result<RegistryImport> &result)
{
    if (result)
        tell(tr("%1: %2").arg(visibleText(result->registry.name, 100), registryReportText(result->report)),
             ColourRole::Text);
    else if (result.error().kind == ErrorKind::Cancelled)
        tell(tr("The import was stopped. Nothing changed."), ColourRole::Text);
    else
        tell(errorLines(result.error()).join(u' '), ColourRole::Bad);
    showBusy();
}

void RegistriesPane::tell(const QString &sentence, ColourRole role)
{
    const bool isFault = role == ColourRole::Bad;
    m_told->setPlainText(isFault ? QString() : sentence);
    m_told->setVisible(!isFault && !sentence.isEmpty());
    m_failed->setPlainText(isFault ? sentence : QString());
    m_failed->setVisible(isFault);
    if (!sentence.isEmpty())
        m_announcer->say(sentence);
}

void RegistriesPane::showBusy()
{
    const bool isBusy = m_store.isImporting();
    m_progress->setVisible(isBusy);
    m_stop->setVisible(isBusy);
    m_add->setEnabled(!isBusy && !m_store.isReadOnly());
    if (isBusy)
        m_polling->start();
    else
        m_polling->stop();
    showCurrent();
}

} // namespace muster
