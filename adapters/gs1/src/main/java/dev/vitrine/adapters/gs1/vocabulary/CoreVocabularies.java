package dev.vitrine.adapters.gs1.vocabulary;

import java.util.Set;

/** The vocabularies EPCIS 2.0 closes, from the CBV 2.0 and the GS1 Web Vocabulary. */
public final class CoreVocabularies {
  /** CBV 2.0 §7.1. */
  public static final Vocabulary BIZ_STEP =
      Vocabulary.cbv(
          "bizstep",
          "BizStep",
          words(
              "accepting arriving assembling collecting commissioning consigning"
                  + " creating_class_instance cycle_counting decommissioning departing destroying"
                  + " disassembling dispensing encoding entering_exiting holding inspecting"
                  + " installing killing loading other packing picking receiving removing"
                  + " repackaging repairing replacing reserving retail_selling sampling"
                  + " sensor_reporting shipping staging_outbound stock_taking stocking storing"
                  + " transporting unloading unpacking void_shipping"));

  /** CBV 2.0 §7.2. */
  public static final Vocabulary DISPOSITION =
      Vocabulary.cbv(
          "disp",
          "Disp",
          words(
              "active available completeness_inferred completeness_verified conformant"
                  + " container_closed container_open damaged destroyed dispensed disposed encoded"
                  + " expired in_progress in_transit inactive mismatch_class mismatch_instance"
                  + " mismatch_quantity needs_replacement no_pedigree_match non_conformant"
                  + " non_sellable_other partially_dispensed recalled reserved retail_sold returned"
                  + " sellable_accessible sellable_not_accessible stolen unavailable unknown"));

  /** CBV 2.0 §7.3. */
  public static final Vocabulary BIZ_TRANSACTION =
      Vocabulary.cbv(
          "btt",
          "BTT",
          words("bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt"));

  /** CBV 2.0 §7.4. */
  public static final Vocabulary SOURCE_DESTINATION =
      Vocabulary.cbv("sdt", "SDT", words("location owning_party possessing_party"));

  /** CBV 2.0 §7.5. */
  public static final Vocabulary ERROR_REASON =
      Vocabulary.cbv("er", "ER", words("did_not_occur incorrect_data"));

  /** CBV 2.0 §7.6. */
  public static final Vocabulary COMPONENT =
      Vocabulary.cbv(
          "comp",
          "Comp",
          words(
              "altitude axial_distance azimuth easting elevation_angle height latitude longitude"
                  + " northing polar_angle spherical_radius x y z"));

  /** GS1 Web Vocabulary, MeasurementType; the two effective doses came after EPCIS 2.0. */
  public static final Vocabulary MEASUREMENT =
      Vocabulary.web(
          "MeasurementType",
          words(
              "AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude"
                  + " AmountOfSubstance AmountOfSubstancePerUnitVolume Angle AngularAcceleration"
                  + " AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity"
                  + " Count Density Dimensionless DoseEquivalent DoseEquivalentRate"
                  + " DynamicViscosity EffectiveDose EffectiveDoseRate ElectricCharge"
                  + " ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure"
                  + " Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length"
                  + " LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux"
                  + " MagneticFluxDensity MagneticVectorPotential Mass MassConcentration"
                  + " MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy"
                  + " MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity"
                  + " Radioactivity RelativeHumidity Resistance Resistivity SolidAngle"
                  + " SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque"
                  + " Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber"));

  /** GS1 Web Vocabulary, SensorAlertType. */
  public static final Vocabulary SENSOR_ALERT =
      Vocabulary.web("SensorAlertType", words("ALARM_CONDITION ERROR_CONDITION"));

  private CoreVocabularies() {}

  private static Set<String> words(String separatedBySpaces) {
    return Set.of(separatedBySpaces.split(" "));
  }
}
