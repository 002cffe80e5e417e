// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/enrich/mappingscontroller.h"

#include "models/runs/enrich/mappingfiles.h"
#include "models/runs/workspace.h"
#include "models/store/mappingstore.h"
#include "models/text/errortexts.h"
#include "models/text/plaintext.h"
#include "models/text/plurals.h"
#include "ui/common/prompts.h"
#include "ui/lists/enrich/enrichmappingpane.h"
#include "ui/lists/enrich/fields/mappingbar.h"

#include <QPointer>

namespace muster {

MappingsController::MappingsController(EnrichMappingPane &pane, Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_pane(pane)
    , m_workspace(workspace)
    , m_files(new MappingFiles(this))
{
    MappingBar *bar = pane.bar();
    if (workspace.isReadOnly())
        bar->setReadOnly();
    connect(bar, &MappingBar::loadAsked, this, &MappingsController::load);
    connect(bar, &MappingBar::saveAsked, this, &MappingsController::save);
    connect(bar, &MappingBar::deleteAsked, this, &MappingsController::remove);
    connect(bar, &MappingBar::importAsked, this, &MappingsController::importFile);
    connect(bar, &MappingBar::exportAsked, this, &MappingsController::exportFile);
    connect(&workspace.mappings(), &MappingStore::changed, this, &MappingsController::showNames);
    connect(m_files, &MappingFiles::loaded, this, [this](const EnrichmentMapping &mapping) {
        use(mapping, tr("The mapping was read. It is not saved for this list yet."));
    });
    connect(m_files, &MappingFiles::written, this, [this](const QString &file) {
        m_pane.bar()->showNote(tr("The mapping is in %1.").arg(visibleText(file, 300)));
    });
    connect(m_files, &MappingFiles::failed, this,
            [this](const ApiError &error) { m_pane.bar()->showError(errorSentence(error)); });
}

void MappingsController::open(const QString &listId)
{
    m_listId = listId;
    m_pane.bar()->clear();
    showNames();
}

void MappingsController::showNames()
{
    QStringList names;
    for (const EnrichmentMapping &mapping : m_workspace.mappings().mappings(m_listId))
        names << mapping.name;
    m_pane.bar()->setSaved(names);
}

void MappingsController::load(const QString &name)
{
    if (const auto mapping = m_workspace.mappings().byName(m_listId, name))
        use(*mapping, {});
}

/// `done` is said when there is nothing else to say.
void MappingsController::use(const EnrichmentMapping &mapping, const QString &done)
{
    if (!m_pane.mayChange()) // the rows are being checked, or the attributes are not here yet
        return;
    const QStringList leftOut = m_pane.load(mapping);
    if (leftOut.isEmpty()) {
        m_pane.bar()->showNote(done);
        return;
    }
    m_pane.bar()->showError(
        tr("The list does not have these attributes of the mapping any more; they are left out: %1.", nullptr,
           pluralForm(leftOut.size()))
            .arg(visibleText(leftOut.join(QStringLiteral(", ")), 300)));
}

void MappingsController::save(const QString &name)
{
    EnrichmentMapping mapping = m_pane.fields().mapping();
    mapping.name = name;
    const Result<EnrichmentMapping> saved = m_workspace.mappings().save(m_listId, mapping);
    if (!saved) {
        m_pane.bar()->showError(errorSentence(saved.error()));
        return;
    }
    m_pane.bar()->showNote({});
    m_pane.markSaved(*saved);
}

void MappingsController::remove(const QString &name)
{
    const Result<void> gone = m_workspace.mappings().remove(m_listId, name);
    if (!gone) {
        m_pane.bar()->showError(errorSentence(gone.error()));
        return;
    }
    m_pane.bar()->showNote({});
    EnrichmentMapping unsaved = m_pane.fields().mapping();
    unsaved.name.clear();
    unsaved.version = 0;
    m_pane.markSaved(unsaved); // the fields stay as they are
}

void MappingsController::importFile()
{
    Prompts::instance().openFile(&m_pane, tr("Import a mapping"), {tr("Mappings (*.json)"), tr("All files (*)")},
                                 [self = QPointer<MappingsController>(this)](const QString &file) {
                                     if (self && !file.isEmpty())
                                         self->m_files->read(file);
                                 });
}

void MappingsController::exportFile(const QString &name)
{
    EnrichmentMapping mapping = m_pane.fields().mapping(); // as it is now, not as it may be by then
    mapping.name = name;
    Prompts::instance().saveFile(&m_pane, tr("Export the mapping as"), tr("mapping.json"),
                                 {tr("Mappings (*.json)"), tr("All files (*)")},
                                 [self = QPointer<MappingsController>(this), mapping](const QString &file) {
                                     if (self && !file.isEmpty())
                                         self->m_files->write(file, mapping);
                                 });
}

} // namespace muster
