// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"

#include <QObject>

namespace muster {

class EnrichMappingPane;
class MappingFiles;
class Workspace;

/// Joins the mapping of an enrichment to the saved ones of its list: loading, saving, deleting, exchange by files.
class MappingsController : public QObject
{
    Q_OBJECT

public:
    MappingsController(EnrichMappingPane &pane, Workspace &workspace, QObject *parent = nullptr);
    void open(const QString &listId); ///< Another list, another set of mappings.

private:
    void load(const QString &name);
    void save(const QString &name);
    void remove(const QString &name);
    void importFile();
    void exportFile(const QString &name);
    void use(const EnrichmentMapping &mapping, const QString &done);
    void showNames();

    EnrichMappingPane &m_pane;
    Workspace &m_workspace;
    MappingFiles *m_files = nullptr;
    QString m_listId;
};

} // namespace muster
